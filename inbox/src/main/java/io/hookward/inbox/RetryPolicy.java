package io.hookward.inbox;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * When a delivery whose attempt failed is tried again: after a delay that doubles with each attempt up to a cap, prolonged by a
 * random part so that what failed together does not come back together. Immutable and safe for use by several threads.
 *
 * <p>Unless set: 10 seconds at first, at most an hour, half of the delay as the random part, 15 attempts. That is about nine
 * hours.
 */
public final class RetryPolicy {
    /** The policy with nothing set. */
    public static final RetryPolicy DEFAULT = builder().build();

    private final long firstDelay;
    private final long longestDelay;
    private final double jitter;
    private final int maxAttempts;
    private final Map<Class<? extends Throwable>, Long> byType;

    /** In place of a delay: do not try again. */
    private static final long NEVER = -1;

    private RetryPolicy(Builder builder) {
        this.firstDelay = builder.firstDelay;
        this.longestDelay = Math.max(builder.firstDelay, builder.longestDelay);
        this.jitter = builder.jitter;
        this.maxAttempts = builder.maxAttempts;
        this.byType = new LinkedHashMap<>(builder.byType);
    }

    /** Starts a policy. */
    public static Builder builder() {
        return new Builder();
    }

    /** How many attempts a delivery gets until it has failed. */
    public int maxAttempts() {
        return maxAttempts;
    }

    /**
     * How long to wait in microseconds, or empty if the delivery is not to be tried again.
     *
     * @param attempts how many there were, with the one that failed
     */
    OptionalLong delayAfter(int attempts, Throwable failed, RandomGenerator random) {
        Long own = ofType(failed);
        if (attempts >= maxAttempts || own != null && own == NEVER) {
            return OptionalLong.empty();
        }
        long delay = own != null ? own : exponential(attempts);
        return OptionalLong.of(delay + (long) (delay * jitter * random.nextDouble()));
    }

    private long exponential(int attempts) {
        int doublings = Math.min(Math.max(attempts, 1) - 1, 40);
        double delay = firstDelay * Math.pow(2, doublings);
        return delay < longestDelay ? (long) delay : longestDelay;
    }

    /** What is set for the nearest type of the failure, or else of its causes; null if nothing is. */
    private @Nullable Long ofType(Throwable failed) {
        int depth = 0;
        for (Throwable each = failed; each != null && depth < 10; each = each.getCause(), depth++) {
            for (Class<?> type = each.getClass(); type != null; type = type.getSuperclass()) {
                Long delay = byType.get(type);
                if (delay != null) {
                    return delay;
                }
            }
        }
        return null;
    }

    /** Builds a {@link RetryPolicy}. Not for use by several threads. */
    public static final class Builder {
        private final Map<Class<? extends Throwable>, Long> byType = new LinkedHashMap<>();
        private long firstDelay = Micros.of(Duration.ofSeconds(10));
        private long longestDelay = Micros.of(Duration.ofHours(1));
        private double jitter = 0.5;
        private int maxAttempts = 15;

        private Builder() {}

        /**
         * The delay after the first attempt, which doubles with each further one, and its cap.
         *
         * @throws IllegalArgumentException if one is not positive
         */
        public Builder delays(Duration first, Duration longest) {
            this.firstDelay = Micros.ofPositive(first, "the first delay");
            this.longestDelay = Micros.ofPositive(longest, "the longest delay");
            return this;
        }

        /**
         * How much longer than its delay a retry may wait, at random, as a part of the delay.
         *
         * @param part from 0, for none, to 1
         */
        public Builder jitter(double part) {
            if (!(part >= 0 && part <= 1)) {
                throw new IllegalArgumentException("the random part of a delay must be from 0 to 1, not " + part);
            }
            this.jitter = part;
            return this;
        }

        /** How many attempts a delivery gets, the first one included; at least 1. */
        public Builder maxAttempts(int maxAttempts) {
            if (maxAttempts < 1) {
                throw new IllegalArgumentException("a delivery needs at least one attempt, not " + maxAttempts);
            }
            this.maxAttempts = maxAttempts;
            return this;
        }

        /** After a failure of this type, or caused by one, the delivery has failed at once. */
        public Builder never(Class<? extends Throwable> type) {
            byType.put(type, NEVER);
            return this;
        }

        /** After a failure of this type, or caused by one, the delay is this one, whatever the number of attempts. */
        public Builder delay(Class<? extends Throwable> type, Duration delay) {
            byType.put(type, Micros.ofPositive(delay, "the delay"));
            return this;
        }

        /** The policy. */
        public RetryPolicy build() {
            return new RetryPolicy(this);
        }
    }
}
