package io.hookward.keys;

import io.hookward.secret.Secret;
import io.hookward.secret.SecretSource;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A provider's published set of public keys (a JWKS, or one key or certificate in PEM), fetched from one configured
 * address and kept for a while.
 *
 * <p>The address is yours to give: whatever a request names, {@code jku}, {@code kid} or a certificate's URL, is never
 * fetched. Only HTTPS counts, save on the loopback interface; redirects are not followed; the time and the size of an
 * answer are bounded.
 *
 * <p>The first fetch happens when this is built and must succeed. Later ones run in the background when the keys have
 * become old and a delivery asks for them; one that fails leaves the last good keys in force, until they are older than
 * the longest age. Then there are none, and deliveries are refused with 503, so that the provider repeats them. Safe for
 * use by several threads.
 */
public final class RemoteKeys implements SecretSource {
    private static final Logger LOG = LoggerFactory.getLogger(RemoteKeys.class);

    private final KeyFetcher fetcher;
    private final Clock clock;
    private final Duration refreshAfter;
    private final Duration longestAge;
    private final Executor executor;
    private final AtomicBoolean fetching = new AtomicBoolean();
    private volatile Fetched fetched;

    private record Fetched(String text, List<Secret> secrets, Instant at) {}

    private RemoteKeys(Builder builder) {
        this.fetcher = new KeyFetcher(builder.address, builder.timeout);
        this.clock = builder.clock;
        this.refreshAfter = builder.refreshAfter;
        this.longestAge = builder.longestAge;
        this.executor = builder.executor;
        this.fetched = fetch(null);
    }

    /**
     * Keys from one address, fetched anew after ten minutes, and good for a day at most.
     *
     * @throws IllegalArgumentException if the address is not HTTPS
     * @throws KeyFetchException if the first fetch fails
     */
    public static RemoteKeys of(URI address) {
        return builder(address).build();
    }

    /** Starts keys from one address. */
    public static Builder builder(URI address) {
        return new Builder(address);
    }

    @Override
    public List<Secret> secrets() {
        Fetched known = fetched;
        Duration age = Duration.between(known.at(), clock.instant());
        // A clock that stepped back must not stop the fetching.
        if ((age.compareTo(refreshAfter) >= 0 || age.isNegative()) && fetching.compareAndSet(false, true)) {
            executor.execute(this::refresh);
        }
        return age.compareTo(longestAge) > 0 ? List.of() : known.secrets();
    }

    private void refresh() {
        try {
            fetched = fetch(fetched);
        } catch (KeyFetchException failed) {
            LOG.warn("The keys last fetched stay in force: {}", failed.getMessage());
        } finally {
            fetching.set(false);
        }
    }

    /** The same list as long as the text is the same, so that no key is made anew for nothing. */
    private Fetched fetch(@Nullable Fetched last) {
        String text = fetcher.fetch();
        List<Secret> secrets = last != null && last.text().equals(text)
                ? last.secrets()
                : List.of(Secret.builder(text).id("published").build());
        return new Fetched(text, secrets, clock.instant());
    }

    /** Builds {@link RemoteKeys}. Not for use by several threads. */
    public static final class Builder {
        private final URI address;
        private Duration timeout = Duration.ofSeconds(5);
        private Duration refreshAfter = Duration.ofMinutes(10);
        private Duration longestAge = Duration.ofDays(1);
        private Clock clock = Clock.systemUTC();
        private Executor executor = task -> {
            Thread thread = new Thread(task, "hookward-remote-keys");
            thread.setDaemon(true);
            thread.start();
        };

        private Builder(URI address) {
            this.address = Objects.requireNonNull(address, "address");
        }

        /** How long a fetch may take as a whole; five seconds unless set. */
        public Builder timeout(Duration timeout) {
            this.timeout = positive(timeout, "time-out");
            return this;
        }

        /** After what age the keys are fetched anew; ten minutes unless set. */
        public Builder refreshAfter(Duration age) {
            this.refreshAfter = positive(age, "age");
            return this;
        }

        /** After what age keys that could not be fetched anew no longer count; a day unless set. */
        public Builder longestAge(Duration age) {
            this.longestAge = positive(age, "age");
            return this;
        }

        /** Supplies the current time; defaults to the system clock. */
        public Builder clock(Clock clock) {
            this.clock = Objects.requireNonNull(clock, "clock");
            return this;
        }

        /** Where later fetches run; a daemon thread of their own unless set. */
        public Builder executor(Executor executor) {
            this.executor = Objects.requireNonNull(executor, "executor");
            return this;
        }

        /**
         * The keys, fetched for the first time.
         *
         * @throws IllegalArgumentException if the address is not HTTPS, or the longest age is not longer than the age
         *     after which they are fetched anew
         * @throws KeyFetchException if the first fetch fails
         */
        public RemoteKeys build() {
            if (longestAge.compareTo(refreshAfter) <= 0) {
                throw new IllegalArgumentException("the longest age " + longestAge + " must be longer than the age "
                        + refreshAfter + " after which the keys are fetched anew");
            }
            return new RemoteKeys(this);
        }

        private static Duration positive(Duration duration, String what) {
            if (duration.isNegative() || duration.isZero()) {
                throw new IllegalArgumentException("the " + what + " must be positive, not " + duration);
            }
            return duration;
        }
    }
}
