package io.hookward.inbox;

import io.hookward.request.Delivery;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonPointer;

/** How the deliveries of an endpoint are accepted and handled. Immutable and safe for use by several threads. */
public final class EndpointPolicy {
    /** The policy with nothing set. */
    public static final EndpointPolicy DEFAULT = builder().build();

    final RetryPolicy retry;
    final long lease;
    final Duration timeout;
    final int maxConcurrent;
    final int maxOpen;
    final double perSecond;
    final @Nullable Function<Delivery, Optional<String>> order;

    private EndpointPolicy(Builder builder) {
        this.retry = builder.retry;
        this.lease = builder.lease;
        this.timeout = builder.timeout;
        this.maxConcurrent = builder.maxConcurrent;
        this.maxOpen = builder.maxOpen;
        this.perSecond = builder.perSecond;
        this.order = builder.order;
    }

    /** Starts a policy. */
    public static Builder builder() {
        return new Builder();
    }

    /** Builds an {@link EndpointPolicy}. Not for use by several threads. */
    public static final class Builder {
        private RetryPolicy retry = RetryPolicy.DEFAULT;
        private long lease = Micros.of(Duration.ofMinutes(1));
        private Duration timeout = Duration.ofHours(1);
        private int maxConcurrent = Integer.MAX_VALUE;
        private int maxOpen = 100_000;
        private double perSecond = Double.POSITIVE_INFINITY;
        private @Nullable Function<Delivery, Optional<String>> order;

        private Builder() {}

        /** When a failed attempt is repeated; {@link RetryPolicy#DEFAULT} unless set. */
        public Builder retry(RetryPolicy retry) {
            this.retry = Objects.requireNonNull(retry, "retry");
            return this;
        }

        /**
         * How long a delivery is held by a process that went silent; a minute unless set. It is renewed while the handler
         * works, so it need not be as long as that takes.
         *
         * @throws IllegalArgumentException if it is not positive
         */
        public Builder lease(Duration lease) {
            this.lease = Micros.ofPositive(lease, "the lease");
            return this;
        }

        /**
         * How long a handler may take until it is interrupted; an hour unless set. One that ignores that keeps the
         * delivery and its thread, and is told of as overdue.
         *
         * @throws IllegalArgumentException if it is not positive
         */
        public Builder timeout(Duration timeout) {
            this.timeout = Micros.duration(Micros.ofPositive(timeout, "the time-out"));
            return this;
        }

        /** How many of its deliveries this process handles at once; as many as there are threads unless set. */
        public Builder maxConcurrent(int maxConcurrent) {
            this.maxConcurrent = positive(maxConcurrent, "the number of concurrent handlers");
            return this;
        }

        /**
         * How many deliveries of one tenant may be pending or processing; 100,000 unless set. Beyond it the provider is
         * answered 503. It is counted once a second, so a burst may pass it by as many as come within that.
         */
        public Builder maxOpen(int maxOpen) {
            this.maxOpen = positive(maxOpen, "the number of open deliveries");
            return this;
        }

        /**
         * How many deliveries of one tenant this process accepts per second, in bursts of up to a second's; as many as
         * come unless set. Beyond it the provider is answered 429.
         */
        public Builder perSecond(double perSecond) {
            if (!(perSecond > 0)) {
                throw new IllegalArgumentException("the deliveries per second must be positive, not " + perSecond);
            }
            this.perSecond = perSecond;
            return this;
        }

        /**
         * Handles deliveries with the same key one at a time, in the order in which they were accepted; in any order
         * unless set. One that waits for its next attempt holds up those of its key and no others; one that has failed no longer does.
         *
         * @param key gives the key of a delivery within its tenant, or empty if it need not be in order. It is called
         *     before the delivery is accepted: if it throws, the delivery is accepted without a key
         */
        public Builder inOrderOf(Function<Delivery, Optional<String>> key) {
            this.order = Objects.requireNonNull(key, "key");
            return this;
        }

        /**
         * As {@link #inOrderOf(Function)}, by a value of the JSON body.
         *
         * @param pointer a JSON pointer (RFC 6901), such as {@code /data/object/customer}; where the value is absent or no
         *     text or number, the delivery need not be in order
         * @throws IllegalArgumentException if it is no JSON pointer
         */
        public Builder inOrderOf(String pointer) {
            JsonPointer place = JsonPointer.compile(pointer);
            return inOrderOf(delivery -> {
                try {
                    var value = delivery.json().at(place);
                    return value.isValueNode() && !value.isNull() ? Optional.of(value.asString()) : Optional.empty();
                } catch (JacksonException noJson) {
                    return Optional.empty();
                }
            });
        }

        /** The policy. */
        public EndpointPolicy build() {
            return new EndpointPolicy(this);
        }

        private static int positive(int number, String what) {
            if (number < 1) {
                throw new IllegalArgumentException(what + " must be at least 1, not " + number);
            }
            return number;
        }
    }
}
