package io.hookward.verify;

import io.hookward.scheme.SignatureScheme;
import io.hookward.scheme.SigningMethod;
import io.hookward.scheme.TimestampRule;
import io.hookward.secret.Secret;
import io.hookward.secret.SecretSource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells deliveries from forgeries: checks syntax, age and signature of a request against one scheme and its secrets. It
 * remembers nothing; whether a delivery was handled before is the receiver's question.
 *
 * <p>Whatever the headers and the body hold, the outcome is a {@link Verification}, never an exception. Safe for use by
 * several threads.
 */
public final class WebhookVerifier {
    /** The tolerance on either side where neither the endpoint nor the provider says otherwise. */
    public static final Duration DEFAULT_TOLERANCE = Duration.ofMinutes(5);

    /** A provider's own tolerance below this is not taken over: it would refuse honest deliveries behind a queue. */
    public static final Duration LEAST_DEFAULT_TOLERANCE = Duration.ofMinutes(1);

    private final SignatureScheme scheme;
    private final String endpoint;
    private final Clock clock;
    private final @Nullable KeyRing keys;
    private final List<MethodVerifier> methods;

    private WebhookVerifier(Builder builder) {
        this.scheme = builder.scheme;
        this.endpoint = builder.endpoint;
        this.clock = builder.clock;
        this.keys = builder.secrets == null ? null : new KeyRing(builder.secrets, scheme.methods());
        List<MethodVerifier> verifiers = new ArrayList<>();
        for (SigningMethod method : scheme.methods()) {
            verifiers.add(new MethodVerifier(method, verifiers.size(), builder.freshness(method)));
        }
        this.methods = List.copyOf(verifiers);
    }

    /**
     * A verifier with the scheme's default tolerances.
     *
     * @throws IllegalArgumentException if there is no secret, or one does not fit the scheme
     */
    public static WebhookVerifier of(SignatureScheme scheme, Secret... secrets) {
        return builder(scheme).secrets(SecretSource.of(secrets)).build();
    }

    /** Starts a verifier. */
    public static Builder builder(SignatureScheme scheme) {
        return new Builder(scheme);
    }

    /** The scheme this verifies by. */
    public SignatureScheme scheme() {
        return scheme;
    }

    /**
     * For how long one signature is good: the tolerances for past and future together, or zero if age does not count. A
     * delivery has to be remembered for longer.
     */
    public Duration freshFor() {
        return Duration.ofMillis(
                methods.stream().mapToLong(MethodVerifier::freshForMillis).max().orElse(0));
    }

    /** Verifies a POST with these headers and this body; the body is not copied. */
    public Verification verify(Headers headers, byte[] body) {
        return verify(WebhookRequest.of(headers, body));
    }

    /** Verifies a request. */
    public Verification verify(WebhookRequest request) {
        try {
            return new Verification.Accepted(
                    new VerifiedDelivery(endpoint, scheme.name(), request, verified(request, clock.millis())));
        } catch (Refusal refusal) {
            return new Verification.Rejected(refusal.rejection());
        }
    }

    /**
     * Judges a request by its head, before its body is read: method, headers and URL count, the body does not. A request
     * that passes is not verified yet.
     *
     * @return why it will be refused, or empty if only the body can tell
     */
    public Optional<Rejection> screen(WebhookRequest head) {
        try {
            if (keys == null || methods.stream().anyMatch(MethodVerifier::needsBody)) {
                return Optional.empty();
            }
            long now = clock.millis();
            List<KeyRing.Key> usable = usableKeys(keys, now);
            Choice choice = choose(head, usable);
            Refusal last = null;
            for (SignatureHeader.Group group : choice.groups()) {
                try {
                    choice.method().screen(head, group, usable, now);
                    return Optional.empty();
                } catch (Refusal refusal) {
                    last = refusal;
                }
            }
            return Optional.ofNullable(last).map(Refusal::rejection);
        } catch (Refusal refusal) {
            return Optional.of(refusal.rejection());
        }
    }

    private VerifiedDelivery.Parts verified(WebhookRequest request, long now) {
        if (keys == null) {
            return methods.get(0).unsigned(request);
        }
        List<KeyRing.Key> usable = usableKeys(keys, now);
        Choice choice = choose(request, usable);
        Refusal last = null;
        for (SignatureHeader.Group group : choice.groups()) {
            try {
                return choice.method().verify(request, group, usable, now);
            } catch (Refusal refusal) {
                last = refusal;
            }
        }
        throw Objects.requireNonNull(last, "a choice has a group");
    }

    private static List<KeyRing.Key> usableKeys(KeyRing ring, long now) {
        List<KeyRing.Key> keys = ring.keys();
        Instant moment = Instant.ofEpochMilli(now);
        for (KeyRing.Key key : keys) {
            if (key.secret().isValidAt(moment)) {
                return keys;
            }
        }
        throw new Refusal(RejectionReason.NO_USABLE_SECRET, "the endpoint has no secret that counts now");
    }

    private record Choice(MethodVerifier method, List<SignatureHeader.Group> groups) {}

    /** The first method whose signature the request carries. It alone counts: a weaker one never rescues a stronger. */
    private Choice choose(WebhookRequest request, List<KeyRing.Key> usable) {
        Refusal unknown = null;
        for (int i = 0; i < methods.size(); i++) {
            MethodVerifier method = methods.get(i);
            List<SignatureHeader.Group> found = method.find(request);
            if (found == null) {
                continue;
            }
            List<SignatureHeader.Group> groups = found.stream()
                    .filter(group -> !group.signatures().isEmpty())
                    .toList();
            int index = i;
            boolean hasKey =
                    usable.stream().anyMatch(key -> !key.checkers().get(index).isEmpty());
            if (!groups.isEmpty() && hasKey) {
                return new Choice(method, groups);
            }
            unknown = unknown == null ? method.unknownVersion(request) : unknown;
        }
        throw unknown != null ? unknown : new Refusal(RejectionReason.SIGNATURE_MISSING, "there is no signature");
    }

    /** Builds a {@link WebhookVerifier}. Not for use by several threads. */
    public static final class Builder {
        private final SignatureScheme scheme;
        private @Nullable SecretSource secrets;
        private boolean unsigned;
        private boolean anyAge;
        private @Nullable Duration past;
        private @Nullable Duration future;
        private Clock clock = Clock.systemUTC();
        private String endpoint;

        private Builder(SignatureScheme scheme) {
            this.scheme = Objects.requireNonNull(scheme, "scheme");
            this.endpoint = scheme.name();
        }

        /** Where the secrets come from. */
        public Builder secrets(SecretSource secrets) {
            this.secrets = Objects.requireNonNull(secrets, "secrets");
            return this;
        }

        /** The secrets, newest first. */
        public Builder secrets(Secret... secrets) {
            return secrets(SecretSource.of(secrets));
        }

        /**
         * Accepts every request as a delivery, whoever sent it. Only for a provider that was given no secret, on an
         * endpoint that something else protects.
         */
        public Builder acceptUnsigned() {
            this.unsigned = true;
            return this;
        }

        /** How far the time of sending may lie in the past and in the future, whatever the provider recommends. */
        public Builder tolerance(Duration past, Duration future) {
            Freshness.of(past, future);
            this.past = past;
            this.future = future;
            return this;
        }

        /**
         * Accepts a delivery however old it is. A captured request can then be sent again as long as its id is not
         * remembered: only for reprocessing what is trusted, and for tests of recorded deliveries.
         */
        public Builder acceptAnyAge() {
            this.anyAge = true;
            return this;
        }

        /** Tells now; the system's clock unless set. */
        public Builder clock(Clock clock) {
            this.clock = Objects.requireNonNull(clock, "clock");
            return this;
        }

        /** The endpoint that deliveries name; the scheme's name unless set. */
        public Builder endpoint(String endpoint) {
            this.endpoint = Objects.requireNonNull(endpoint, "endpoint");
            return this;
        }

        /**
         * The verifier.
         *
         * @throws IllegalArgumentException if there are no secrets and unsigned requests are not accepted by name, if
         *     there are both, or if a secret does not fit the scheme
         */
        public WebhookVerifier build() {
            if (secrets == null && !unsigned) {
                throw new IllegalArgumentException("endpoint '" + endpoint + "' has no secret: give it one, or call"
                        + " acceptUnsigned() if the provider signs nothing");
            }
            if (secrets != null && unsigned) {
                throw new IllegalArgumentException(
                        "endpoint '" + endpoint + "' has a secret and accepts unsigned requests: choose one");
            }
            return new WebhookVerifier(this);
        }

        private @Nullable Freshness freshness(SigningMethod method) {
            TimestampRule rule = method.timestamp();
            if (anyAge || rule == null || rule.unit() == TimestampRule.Unit.OPAQUE) {
                return null;
            }
            // An unsigned time proves nothing, so it counts only where the scheme asks for it.
            if (!method.isTimeSigned() && rule.tolerance() == null) {
                return null;
            }
            return Freshness.of(
                    past != null ? past : ofProvider(rule.tolerance()),
                    future != null ? future : ofProvider(rule.futureTolerance()));
        }

        private static Duration ofProvider(@Nullable Duration tolerance) {
            if (tolerance == null) {
                return DEFAULT_TOLERANCE;
            }
            return tolerance.compareTo(LEAST_DEFAULT_TOLERANCE) < 0 ? LEAST_DEFAULT_TOLERANCE : tolerance;
        }
    }
}
