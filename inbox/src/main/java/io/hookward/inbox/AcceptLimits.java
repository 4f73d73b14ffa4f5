package io.hookward.inbox;

import io.hookward.Acceptance;
import io.hookward.request.Rejection;
import io.hookward.request.RejectionReason;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How much is accepted. Rows and bytes are counted in the database now and then, and between two counts what this process
 * accepts is added. Safe for use by several threads.
 */
final class AcceptLimits {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(30);
    private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** All payloads are added up for it. */
    private static final long FRESH_BYTES_NANOS = TimeUnit.SECONDS.toNanos(30);

    private static final int MOST_LANES = 10_000;

    private final InboxDatabase database;
    private final long maxBytes;
    private final LongSupplier nanoTime;
    private final Map<Lane, Count> open = new ConcurrentHashMap<>();
    private final Map<Lane, Bucket> buckets = new ConcurrentHashMap<>();
    private final Count bytes = new Count();

    /** A number that was counted, and what was added since. */
    private static final class Count {
        private final AtomicLong number = new AtomicLong();
        private boolean counted;
        private long at;
    }

    /** Tokens that fill up with time. */
    private static final class Bucket {
        private double tokens;
        private long at;
    }

    AcceptLimits(InboxDatabase database, long maxBytes, LongSupplier nanoTime) {
        this.database = database;
        this.maxBytes = maxBytes;
        this.nanoTime = nanoTime;
    }

    /** Why a delivery is not accepted, or null. Not called for a duplicate, which costs nothing. */
    Acceptance.@Nullable Refused refusal(Lane lane, EndpointPolicy policy) {
        Duration wait = untilToken(lane, policy.perSecond);
        if (!wait.isZero()) {
            return refused(
                    RejectionReason.RATE_LIMITED, "more than " + policy.perSecond + " deliveries in a second", wait);
        }
        if (policy.maxOpen < Integer.MAX_VALUE && openIn(lane, policy.maxOpen) >= policy.maxOpen) {
            return refused(RejectionReason.OVERLOADED, policy.maxOpen + " deliveries are open already", RETRY_AFTER);
        }
        if (maxBytes < Long.MAX_VALUE && bytes() >= maxBytes) {
            return refused(RejectionReason.OVERLOADED, "the inbox holds " + maxBytes + " bytes already", RETRY_AFTER);
        }
        return null;
    }

    /** A row was inserted. */
    void accepted(Lane lane, long size) {
        Count count = open.get(lane);
        if (count != null) {
            count.number.incrementAndGet();
        }
        bytes.number.addAndGet(size);
    }

    private static Acceptance.Refused refused(RejectionReason reason, String detail, Duration retryAfter) {
        return new Acceptance.Refused(new Rejection(reason, detail), retryAfter);
    }

    private long openIn(Lane lane, int most) {
        if (open.size() > MOST_LANES) {
            open.clear();
        }
        Count count = open.computeIfAbsent(lane, absent -> new Count());
        return upToDate(
                count,
                FRESH_NANOS,
                () -> database.run(connection -> database.query("open_in_lane")
                        .list(
                                connection,
                                InboxDatabase.values("lane", lane.text(), "at_most", most),
                                row -> row.getLong("number"))
                        .get(0)));
    }

    private long bytes() {
        return upToDate(
                bytes,
                FRESH_BYTES_NANOS,
                () -> database.run(connection -> database.query("payload_bytes")
                        .list(connection, Map.of(), row -> row.getLong("bytes"))
                        .get(0)));
    }

    private long upToDate(Count count, long fresh, LongSupplier counting) {
        boolean stale;
        synchronized (count) {
            long now = nanoTime.getAsLong();
            stale = !count.counted || now - count.at > fresh;
            if (stale) {
                // One counts, and the others go by what was
                count.counted = true;
                count.at = now;
            }
        }
        if (stale) {
            count.number.set(counting.getAsLong());
        }
        return count.number.get();
    }

    /** Zero if there is one, which is then taken. */
    private Duration untilToken(Lane lane, double perSecond) {
        if (perSecond == Double.POSITIVE_INFINITY) {
            return Duration.ZERO;
        }
        if (buckets.size() > MOST_LANES) {
            buckets.clear();
        }
        double most = Math.max(1, perSecond);
        Bucket bucket = buckets.computeIfAbsent(lane, absent -> {
            Bucket full = new Bucket();
            full.tokens = most;
            full.at = nanoTime.getAsLong();
            return full;
        });
        synchronized (bucket) {
            long now = nanoTime.getAsLong();
            bucket.tokens = Math.min(most, bucket.tokens + (now - bucket.at) / 1e9 * perSecond);
            bucket.at = now;
            if (bucket.tokens >= 1) {
                bucket.tokens -= 1;
                return Duration.ZERO;
            }
            return Duration.ofNanos((long) Math.ceil((1 - bucket.tokens) / perSecond * 1e9));
        }
    }
}
