package io.hookward.inbox;

import io.hookward.ReceiverListener;
import io.hookward.inbox.InboxHealth.EndpointHealth;
import io.hookward.request.Delivery;
import io.hookward.request.Rejection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Notices that deliveries stop coming, or stop being handled: no error tells of what never arrives. A listener of the receiver,
 * whose {@link #check} is called now and then by whoever raises alarms. It knows of this process alone, and counts from when it was built.
 * Safe for use by several threads.
 */
public final class SilenceAlarm implements ReceiverListener {
    private final Clock clock;
    private final Map<String, Duration> nothingFor;
    private final @Nullable Duration onlyRejectionsFor;
    private final @Nullable Duration oldestOpen;
    private final Instant start;
    private final Map<String, Traffic> traffic = new ConcurrentHashMap<>();

    /** What came to an endpoint. */
    private static final class Traffic {
        private volatile @Nullable Instant accepted;

        /** The first rejection since something was accepted. */
        private volatile @Nullable Instant rejected;
    }

    /** What is wrong. */
    public enum Kind {
        /** Nothing was accepted for longer than is usual. */
        NOTHING_ACCEPTED,
        /** Requests came, and all of them were rejected: a secret may have changed. */
        ONLY_REJECTIONS,
        /** A delivery has been waiting to be handled for too long. */
        OLDEST_OPEN
    }

    /**
     * Something that is wrong at this moment.
     *
     * @param endpoint where
     * @param kind what
     * @param lasting for how long, so far
     */
    public record Alarm(String endpoint, Kind kind, Duration lasting) {}

    private SilenceAlarm(Builder builder) {
        this.clock = builder.clock;
        this.nothingFor = Map.copyOf(builder.nothingFor);
        this.onlyRejectionsFor = builder.onlyRejectionsFor;
        this.oldestOpen = builder.oldestOpen;
        this.start = clock.instant();
    }

    /** Starts an alarm. */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public void accepted(Delivery delivery) {
        came(delivery.endpoint());
    }

    @Override
    public void admitted(Delivery delivery) {
        came(delivery.endpoint());
    }

    private void came(String endpoint) {
        Traffic own = of(endpoint);
        own.accepted = clock.instant();
        own.rejected = null;
    }

    @Override
    public void rejected(String endpoint, Rejection why) {
        Traffic own = of(endpoint);
        if (own.rejected == null) {
            own.rejected = clock.instant();
        }
    }

    private Traffic of(String endpoint) {
        return traffic.computeIfAbsent(endpoint, absent -> new Traffic());
    }

    /**
     * What is wrong now.
     *
     * @param health of the inbox, for the age of what is open; null to look at what came alone
     * @return empty if nothing is
     */
    public List<Alarm> check(@Nullable InboxHealth health) {
        Instant now = clock.instant();
        List<Alarm> alarms = new ArrayList<>();
        nothingFor.forEach((endpoint, limit) -> {
            Instant accepted = of(endpoint).accepted;
            add(
                    alarms,
                    endpoint,
                    Kind.NOTHING_ACCEPTED,
                    Duration.between(accepted == null ? start : accepted, now),
                    limit);
        });
        traffic.forEach((endpoint, own) -> {
            Instant rejected = own.rejected;
            if (rejected != null) {
                add(alarms, endpoint, Kind.ONLY_REJECTIONS, Duration.between(rejected, now), onlyRejectionsFor);
            }
        });
        if (health != null) {
            for (EndpointHealth each : health.endpoints()) {
                Duration age = each.oldestOpen();
                if (age != null) {
                    add(alarms, each.endpoint(), Kind.OLDEST_OPEN, age, oldestOpen);
                }
            }
        }
        return alarms;
    }

    private static void add(
            List<Alarm> alarms, String endpoint, Kind kind, Duration lasting, @Nullable Duration limit) {
        if (limit != null && lasting.compareTo(limit) > 0) {
            alarms.add(new Alarm(endpoint, kind, lasting));
        }
    }

    /** Builds a {@link SilenceAlarm}. Not for use by several threads. */
    public static final class Builder {
        private final Map<String, Duration> nothingFor = new LinkedHashMap<>();
        private @Nullable Duration onlyRejectionsFor;
        private @Nullable Duration oldestOpen;
        private Clock clock = Clock.systemUTC();

        private Builder() {}

        /** Alarm if an endpoint accepts nothing for longer than this: a few times the longest pause that is usual there. */
        public Builder nothingAcceptedFor(String endpoint, Duration limit) {
            nothingFor.put(Objects.requireNonNull(endpoint, "endpoint"), Objects.requireNonNull(limit, "limit"));
            return this;
        }

        /** Alarm if an endpoint has rejected for longer than this, and accepted nothing since. */
        public Builder onlyRejectionsFor(Duration limit) {
            this.onlyRejectionsFor = Objects.requireNonNull(limit, "limit");
            return this;
        }

        /** Alarm if the oldest open delivery of an endpoint is older than this. */
        public Builder oldestOpen(Duration limit) {
            this.oldestOpen = Objects.requireNonNull(limit, "limit");
            return this;
        }

        /** Supplies the current time; defaults to the system clock. */
        public Builder clock(Clock clock) {
            this.clock = Objects.requireNonNull(clock, "clock");
            return this;
        }

        /** The alarm. */
        public SilenceAlarm build() {
            return new SilenceAlarm(this);
        }
    }
}
