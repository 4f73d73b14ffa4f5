package io.hookward.spring.actuate;

import io.hookward.request.RejectionReason;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** The counts of one endpoint. Safe for use by several threads. */
final class EndpointCounts {
    final LongAdder idConflicts = new LongAdder();
    final LongAdder withoutId = new LongAdder();
    final LongAdder leasesLost = new LongAdder();
    final LongAdder storeFailures = new LongAdder();
    final LongAdder unrouted = new LongAdder();

    private final Map<WebhookOutcome, LongAdder> outcomes = new EnumMap<>(WebhookOutcome.class);
    private final Map<RejectionReason, LongAdder> reasons = new EnumMap<>(RejectionReason.class);
    private final ConcurrentMap<String, Matched> secrets = new ConcurrentHashMap<>();
    private volatile @Nullable Duration age;

    /** How often and when last a signature was valid under a secret. */
    record Matched(long times, Instant last) {}

    EndpointCounts() {
        for (WebhookOutcome outcome : WebhookOutcome.values()) {
            outcomes.put(outcome, new LongAdder());
        }
        for (RejectionReason reason : RejectionReason.values()) {
            reasons.put(reason, new LongAdder());
        }
    }

    void add(WebhookOutcome outcome) {
        counter(outcomes, outcome).increment();
    }

    void add(RejectionReason reason) {
        counter(reasons, reason).increment();
    }

    void matched(String secret, Instant now) {
        secrets.merge(secret, new Matched(1, now), (before, one) -> new Matched(before.times() + 1, now));
    }

    void age(Duration last) {
        this.age = last;
    }

    /** The age of the last verified delivery with a timestamp. Negative if its sender's clock is ahead; null if there was none. */
    @Nullable
    Duration age() {
        return age;
    }

    Map<String, Long> outcomes() {
        Map<String, Long> counts = new TreeMap<>();
        outcomes.forEach((outcome, count) -> counts.put(outcome.code(), count.sum()));
        return counts;
    }

    /** The reasons that have occurred. */
    Map<String, Long> reasons() {
        Map<String, Long> counts = new TreeMap<>();
        reasons.forEach((reason, count) -> {
            if (count.sum() > 0) {
                counts.put(reason.code(), count.sum());
            }
        });
        return counts;
    }

    Map<String, Matched> secrets() {
        return new TreeMap<>(secrets);
    }

    private static <K> LongAdder counter(Map<K, LongAdder> counters, K key) {
        LongAdder counter = counters.get(key);
        if (counter == null) {
            throw new IllegalStateException("every constant has a counter");
        }
        return counter;
    }
}
