package io.hookward.verify;

import io.hookward.content.Content;
import io.hookward.header.SignatureHeader;
import io.hookward.key.KeyRing;
import io.hookward.request.Headers;
import io.hookward.request.RejectedException;
import io.hookward.request.Rejection;
import io.hookward.request.RejectionReason;
import io.hookward.request.WebhookRequest;
import io.hookward.scheme.SignatureScheme;
import io.hookward.scheme.SigningMethod;
import io.hookward.secret.Secret;
import io.hookward.secret.SecretSource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
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
    private final Handshakes handshakes;

    WebhookVerifier(VerifierBuilder builder) {
        this.scheme = builder.scheme;
        this.endpoint = builder.endpoint;
        this.clock = builder.clock;
        this.keys = builder.secrets == null ? null : new KeyRing(builder.secrets, scheme.methods());
        if (keys != null && keys.isEmpty() && builder.offeredSecret == null) {
            throw new IllegalArgumentException(
                    "the source of secrets of endpoint '" + endpoint + "' has none; if it failed, the log says why");
        }
        List<MethodVerifier> verifiers = new ArrayList<>();
        for (SigningMethod method : scheme.methods()) {
            verifiers.add(new MethodVerifier(method, verifiers.size(), builder.freshness(method)));
        }
        this.methods = List.copyOf(verifiers);
        this.handshakes = new Handshakes(scheme, builder.handshakeToken, builder.offeredSecret);
    }

    /**
     * A verifier with the scheme's default tolerances.
     *
     * @throws IllegalArgumentException if there is no secret, one does not fit the scheme, or none counts now
     */
    public static WebhookVerifier of(SignatureScheme scheme, Secret... secrets) {
        return builder(scheme).secrets(SecretSource.of(secrets)).build();
    }

    /** Starts a verifier. */
    public static VerifierBuilder builder(SignatureScheme scheme) {
        return new VerifierBuilder(scheme);
    }

    /** Throws if every delivery would be refused for want of a secret. */
    void requireUsableSecret() {
        Instant now = clock.instant();
        if (keys != null && !keys.isUsableAt(now)) {
            throw new IllegalArgumentException(
                    "endpoint '" + endpoint + "' has no secret that counts now, " + now + ": " + keys.validity(now));
        }
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
        } catch (RejectedException refusal) {
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
            RejectedException last = null;
            for (SignatureHeader.Group group : choice.groups()) {
                try {
                    choice.method().screen(head, group, usable, now);
                    return Optional.empty();
                } catch (RejectedException refusal) {
                    last = refusal;
                }
            }
            return Optional.ofNullable(last).map(RejectedException::rejection);
        } catch (RejectedException refusal) {
            return Optional.of(refusal.rejection());
        }
    }

    /** Whether a request with this method can be a handshake of the provider's. */
    public boolean mayBeHandshake(String method) {
        return handshakes.mayCome(method);
    }

    /**
     * The answer to a handshake that the provider does not sign.
     *
     * @return empty if the request is none
     * @throws RejectedException if it is one that must not be answered
     */
    public Optional<HandshakeReply> unsignedHandshake(WebhookRequest request) {
        return handshake(request, false);
    }

    /**
     * The answer to a handshake that the provider signs like a delivery.
     *
     * @param verified a request that was accepted
     * @return empty if the request is an ordinary delivery
     * @throws RejectedException if it is a handshake that must not be answered
     */
    public Optional<HandshakeReply> signedHandshake(WebhookRequest verified) {
        return handshake(verified, true);
    }

    private Optional<HandshakeReply> handshake(WebhookRequest request, boolean signed) {
        try {
            return Optional.ofNullable(handshakes.reply(request, signed, new ChallengeSigner()));
        } catch (RejectedException refusal) {
            throw new RejectedException(refusal.rejection());
        }
    }

    /** Signs challenges under the first secret that counts now. */
    private final class ChallengeSigner implements Handshakes.Signer {
        @Override
        public byte[] sign(byte[] challenge) {
            Content content = new Content();
            content.add(challenge);
            return key().checkers().get(0).get(0).sign(content);
        }

        @Override
        public String secretId() {
            return key().secret().id();
        }

        private KeyRing.Key key() {
            Instant now = clock.instant();
            List<KeyRing.Key> all = keys == null ? List.of() : keys.keys();
            return all.stream()
                    .filter(key -> key.secret().isValidAt(now))
                    .findFirst()
                    .orElseThrow(WebhookVerifier::noUsableSecret);
        }
    }

    private static RejectedException noUsableSecret() {
        return RejectedException.untraced(
                RejectionReason.NO_USABLE_SECRET, "the endpoint has no secret that counts now");
    }

    private VerifiedDelivery.Parts verified(WebhookRequest request, long now) {
        if (keys == null) {
            return methods.get(0).unsigned(request);
        }
        List<KeyRing.Key> usable = usableKeys(keys, now);
        Choice choice = choose(request, usable);
        RejectedException last = null;
        for (SignatureHeader.Group group : choice.groups()) {
            try {
                return choice.method().verify(request, group, usable, now);
            } catch (RejectedException refusal) {
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
        throw noUsableSecret();
    }

    private record Choice(MethodVerifier method, List<SignatureHeader.Group> groups) {}

    /** The first method whose signature the request carries. It alone counts: a weaker one never rescues a stronger. */
    private Choice choose(WebhookRequest request, List<KeyRing.Key> usable) {
        RejectedException unknown = null;
        for (int i = 0; i < methods.size(); i++) {
            MethodVerifier method = methods.get(i);
            List<SignatureHeader.Group> found = method.applies(request) ? method.find(request) : null;
            if (found == null) {
                continue;
            }
            List<SignatureHeader.Group> groups = found.stream()
                    .filter(group -> !group.signatures().isEmpty())
                    .toList();
            int index = i;
            boolean hasKey =
                    usable.stream().anyMatch(key -> !key.checkers().get(index).isEmpty());
            if (!groups.isEmpty() && hasKey && !isAnothers(groups, i, request, usable)) {
                return new Choice(method, groups);
            }
            unknown = unknown == null ? method.unknownVersion(request) : unknown;
        }
        throw unknown != null
                ? unknown
                : RejectedException.untraced(RejectionReason.SIGNATURE_MISSING, "there is no signature");
    }

    /** Methods with one place and one syntax for their signatures are told apart by the length, and only those. */
    private boolean isAnothers(
            List<SignatureHeader.Group> groups, int index, WebhookRequest request, List<KeyRing.Key> usable) {
        List<SigningMethod> described = scheme.methods();
        return !methods.get(index).mayHaveMade(groups, usable)
                && IntStream.range(index + 1, methods.size())
                        .filter(other -> described
                                .get(other)
                                .signature()
                                .equals(described.get(index).signature()))
                        .anyMatch(other -> methods.get(other).applies(request));
    }
}
