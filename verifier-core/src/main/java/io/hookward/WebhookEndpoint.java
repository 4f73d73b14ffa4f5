package io.hookward;

import io.hookward.scheme.SignatureScheme;
import io.hookward.secret.Secret;
import io.hookward.secret.SecretSource;
import io.hookward.verify.WebhookVerifier;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One configured place to receive: its name and path, the scheme and the secrets, limits and policies. Immutable and safe
 * for use by several threads.
 */
public final class WebhookEndpoint {
    /** The largest body accepted unless an endpoint says otherwise: 1 MiB. */
    public static final int DEFAULT_MAX_BODY_BYTES = 1 << 20;

    /** How long a claim holds when its owner goes silent, unless an endpoint says otherwise. */
    public static final Duration DEFAULT_LEASE = Duration.ofMinutes(5);

    /** How long a handled delivery is remembered at least, unless an endpoint says otherwise. */
    public static final Duration DEFAULT_RETENTION = Duration.ofDays(7);

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    private final String name;
    private final String path;
    private final SignatureScheme scheme;
    private final WebhookVerifier.Builder verifier;
    private final int maxBodyBytes;
    private final Duration lease;
    private final Duration retention;
    private final Duration replayWindow;
    private final boolean compressedAllowed;
    private final boolean strictAboutConflicts;
    private final StoreFailurePolicy onStoreFailure;
    private final int refusalStatus;
    private final @Nullable String publicUrl;

    private WebhookEndpoint(Builder builder, Duration replayWindow, Duration retention) {
        this.name = builder.name;
        this.path = builder.path;
        this.scheme = builder.scheme;
        this.verifier = builder.verifier.endpoint(builder.name);
        this.maxBodyBytes = builder.maxBodyBytes;
        this.lease = builder.lease;
        this.replayWindow = replayWindow;
        this.retention = retention;
        this.compressedAllowed = builder.compressedAllowed;
        this.strictAboutConflicts = builder.strictAboutConflicts;
        this.onStoreFailure = builder.onStoreFailure;
        this.refusalStatus = builder.refusalStatus;
        this.publicUrl = builder.publicUrl;
    }

    /**
     * An endpoint with default limits, named after the provider.
     *
     * @param path the exact path below the application's context, such as {@code /webhooks/github}
     * @throws IllegalArgumentException if the path is none, or a secret does not fit the scheme
     */
    public static WebhookEndpoint of(String path, SignatureScheme scheme, Secret... secrets) {
        return builder(scheme).path(path).secrets(secrets).build();
    }

    /** Starts an endpoint, named after the scheme and at {@code /webhooks/} and the scheme's name unless set. */
    public static Builder builder(SignatureScheme scheme) {
        return new Builder(scheme);
    }

    /** The name by which logs, metrics and claims know it. */
    public String name() {
        return name;
    }

    /** The exact path below the application's context. */
    public String path() {
        return path;
    }

    /** How its provider signs. */
    public SignatureScheme scheme() {
        return scheme;
    }

    /** The largest body it accepts, in bytes. */
    public int maxBodyBytes() {
        return maxBodyBytes;
    }

    /** How long a claim holds when its owner goes silent. */
    public Duration lease() {
        return lease;
    }

    /** How long a handled delivery is remembered. */
    public Duration retention() {
        return retention;
    }

    /** How long a signature could be sent again under another id: the tolerances for past and future together. */
    Duration replayWindow() {
        return replayWindow;
    }

    /** Whether bodies with a content coding are accepted and verified as they came. */
    public boolean isCompressedAllowed() {
        return compressedAllowed;
    }

    /** Whether an id that comes again with another body is refused, and not taken for a duplicate. */
    public boolean isStrictAboutConflicts() {
        return strictAboutConflicts;
    }

    /** What happens while the store cannot answer. */
    public StoreFailurePolicy onStoreFailure() {
        return onStoreFailure;
    }

    /** The status of an answer to a request that proves nothing: 401 unless the provider needs another. */
    public int refusalStatus() {
        return refusalStatus;
    }

    /** The URL that the provider was given for this endpoint, without a query, if it was set. */
    public Optional<String> publicUrl() {
        return Optional.ofNullable(publicUrl);
    }

    WebhookVerifier verifier(Clock clock) {
        return verifier.clock(clock).build();
    }

    /** The name and the path. */
    @Override
    public String toString() {
        return "WebhookEndpoint[" + name + " at " + path + "]";
    }

    /** Builds a {@link WebhookEndpoint}. Not for use by several threads. */
    public static final class Builder {
        private final SignatureScheme scheme;
        private final WebhookVerifier.Builder verifier;
        private String name;
        private String path;
        private int maxBodyBytes = DEFAULT_MAX_BODY_BYTES;
        private Duration lease = DEFAULT_LEASE;
        private @Nullable Duration retention;
        private boolean compressedAllowed;
        private boolean strictAboutConflicts;
        private StoreFailurePolicy onStoreFailure = StoreFailurePolicy.REFUSE;
        private int refusalStatus;
        private @Nullable String publicUrl;

        private Builder(SignatureScheme scheme) {
            this.scheme = Objects.requireNonNull(scheme, "scheme");
            this.verifier = WebhookVerifier.builder(scheme);
            this.name = scheme.name();
            this.path = "/webhooks/" + scheme.name();
            this.refusalStatus = scheme.facts().refusalStatus();
        }

        /** The name by which logs, metrics and claims know it: letters, digits, dots, hyphens, underscores. */
        public Builder name(String name) {
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException("'" + name + "' is no endpoint name: use up to 64 letters, digits,"
                        + " dots, hyphens and underscores, the first a letter or digit");
            }
            this.name = name;
            return this;
        }

        /** The exact path below the application's context, as it looks decoded: {@code /webhooks/github}. */
        public Builder path(String path) {
            EndpointPaths.check(path);
            this.path = path;
            return this;
        }

        /** The secrets, newest first. */
        public Builder secrets(Secret... secrets) {
            verifier.secrets(secrets);
            return this;
        }

        /** Where the secrets come from. */
        public Builder secrets(SecretSource secrets) {
            verifier.secrets(secrets);
            return this;
        }

        /**
         * Accepts every request, whoever sent it. Only for a provider that was given no secret, on an endpoint that
         * something else protects.
         */
        public Builder acceptUnsigned() {
            verifier.acceptUnsigned();
            return this;
        }

        /** How far a signed time may lie in the past and in the future, whatever the provider recommends. */
        public Builder tolerance(Duration past, Duration future) {
            verifier.tolerance(past, future);
            return this;
        }

        /** The largest body accepted, in bytes; {@value WebhookEndpoint#DEFAULT_MAX_BODY_BYTES} unless set. */
        public Builder maxBodyBytes(int maxBodyBytes) {
            if (maxBodyBytes < 1) {
                throw new IllegalArgumentException("the body limit must be at least 1 byte, not " + maxBodyBytes);
            }
            this.maxBodyBytes = maxBodyBytes;
            return this;
        }

        /** How long a claim holds when its owner goes silent: longer than a handler takes. Five minutes unless set. */
        public Builder lease(Duration lease) {
            this.lease = positive(lease, "lease");
            return this;
        }

        /**
         * How long a handled delivery is remembered: longer than the provider repeats it. Unless set, seven days, or a
         * day more than the provider's own retry span if that is longer.
         */
        public Builder retention(Duration retention) {
            this.retention = positive(retention, "retention");
            return this;
        }

        /** Accepts bodies with a content coding; the signature is verified over the bytes as they came. */
        public Builder allowCompressed() {
            this.compressedAllowed = true;
            return this;
        }

        /** Refuses an id that comes again with another body, with 409, and does not take it for a duplicate. */
        public Builder strictAboutConflicts() {
            this.strictAboutConflicts = true;
            return this;
        }

        /** What happens while the store cannot answer; deliveries are refused with 503 unless set. */
        public Builder onStoreFailure(StoreFailurePolicy policy) {
            this.onStoreFailure = Objects.requireNonNull(policy, "policy");
            return this;
        }

        /** The status of an answer to a request that proves nothing, 400 to 499 but not 410; the provider's unless set. */
        public Builder refusalStatus(int status) {
            if (status < 400 || status > 499 || status == 410) {
                throw new IllegalArgumentException(
                        "a refusal's status must be 400 to 499, and not 410, which makes senders"
                                + " switch the endpoint off; it is " + status);
            }
            this.refusalStatus = status;
            return this;
        }

        /**
         * The URL that the provider was given for this endpoint, such as {@code https://example.com/webhooks/square}.
         * Needed by schemes that sign it; nothing is rebuilt from forwarded headers.
         */
        public Builder publicUrl(String publicUrl) {
            this.publicUrl = Objects.requireNonNull(publicUrl, "publicUrl");
            return this;
        }

        /**
         * The endpoint.
         *
         * @throws IllegalArgumentException if there is no secret and unsigned requests are not accepted by name, if a
         *     secret does not fit the scheme, or if the retention is shorter than the tolerances together
         */
        public WebhookEndpoint build() {
            Duration freshFor = verifier.endpoint(name).build().freshFor();
            return new WebhookEndpoint(this, freshFor, Retention.of(name, scheme, freshFor, retention));
        }

        private static Duration positive(Duration duration, String what) {
            if (duration.isNegative() || duration.isZero()) {
                throw new IllegalArgumentException("the " + what + " must be positive, not " + duration);
            }
            return duration;
        }
    }
}
