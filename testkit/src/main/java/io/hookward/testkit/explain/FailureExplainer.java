package io.hookward.testkit.explain;

import io.hookward.request.Rejection;
import io.hookward.request.RejectionReason;
import io.hookward.request.WebhookRequest;
import io.hookward.scheme.SignatureScheme;
import io.hookward.secret.Secret;
import io.hookward.verify.Explanation;
import io.hookward.verify.WebhookVerifier;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Proves why a request was rejected. It undoes, one and two at a time, what goes wrong with bodies, headers, URLs, secrets
 * and schemes, and asks the verifier each time. A finding is a fact: with it undone, the verifier accepts the signature.
 *
 * <pre>{@code
 * Diagnosis diagnosis = FailureExplainer.of(Providers.get("github"), System.getenv("GITHUB_WEBHOOK_SECRET"))
 *         .explain(request);
 * diagnosis.findings().forEach(finding -> System.out.println(finding.sentence() + ". " + finding.cause().fix() + "."));
 * }</pre>
 *
 * <p>For people and tools, on requests of at most a few megabytes: it costs thousands of verifications. Not for use by
 * several threads.
 */
public final class FailureExplainer {
    private static final int STAND_IN = 32;
    private static final int LARGE = 64 * 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PATIENCE_IF_LARGE = Duration.ofSeconds(4);

    private final SignatureScheme scheme;
    private final String secret;
    private final List<KnownSecrets.Other> others = new ArrayList<>();
    private Clock clock = Clock.systemUTC();
    private LongConsumer progress = tried -> {};
    private @Nullable Duration patience;

    private FailureExplainer(SignatureScheme scheme, String secret) {
        this.scheme = Objects.requireNonNull(scheme, "scheme");
        this.secret = Objects.requireNonNull(secret, "secret");
    }

    /**
     * An explainer for an endpoint.
     *
     * @param scheme how its provider signs
     * @param secret its secret exactly as it is configured, with whatever is wrong about it
     * @throws IllegalArgumentException if the secret is empty
     */
    public static FailureExplainer of(SignatureScheme scheme, String secret) {
        if (secret.isEmpty()) {
            throw new IllegalArgumentException("the secret is empty");
        }
        return new FailureExplainer(scheme, secret);
    }

    /** A secret that was replaced. */
    public FailureExplainer oldSecret(String label, String text) {
        others.add(new KnownSecrets.Other(Cause.SECRET_OLD, label, text));
        return this;
    }

    /** The secret of another endpoint, which may have been configured here. */
    public FailureExplainer secretOfOtherEndpoint(String label, String text) {
        others.add(new KnownSecrets.Other(Cause.SECRET_OTHER_ENDPOINT, label, text));
        return this;
    }

    /** The secret of test mode, or of live mode, whichever is not configured. */
    public FailureExplainer secretOfOtherMode(String label, String text) {
        others.add(new KnownSecrets.Other(Cause.SECRET_OTHER_MODE, label, text));
        return this;
    }

    /** Supplies the time at which the request arrived; defaults to the system clock. */
    public FailureExplainer clock(Clock clock) {
        this.clock = Objects.requireNonNull(clock, "clock");
        return this;
    }

    /** Is told now and then how many combinations were tried so far. */
    public FailureExplainer progress(LongConsumer progress) {
        this.progress = Objects.requireNonNull(progress, "progress");
        return this;
    }

    /** How long to search at most: unless set, 30 seconds, or four for bodies beyond 64 KiB. */
    public FailureExplainer patience(Duration patience) {
        this.patience = Objects.requireNonNull(patience, "patience");
        return this;
    }

    /** Verifies the request as the endpoint does, without a search for causes. */
    public Diagnosis verifyOnly(WebhookRequest request) {
        Explanation received = received(request);
        return new Diagnosis(received.rejection(), List.of(), List.of(), 0, true, received, Optional.empty());
    }

    /** Explains how the request fares. */
    public Diagnosis explain(WebhookRequest request) {
        Oracle oracle = new Oracle(new KnownSecrets(secret, others), clock, progress, patience(request.length()));
        Explanation received = received(request);
        if (received.rejection().isEmpty()) {
            return new Diagnosis(Optional.empty(), List.of(), List.of(), 0, true, received, Optional.empty());
        }
        @Nullable Match match = new Search(scheme, request, chosen(received), oracle).run();
        List<String> notes = Notes.of(scheme, request);
        if (match == null) {
            return new Diagnosis(
                    received.rejection(),
                    List.of(),
                    notes,
                    oracle.tried(),
                    !oracle.isSpent(),
                    received,
                    Optional.empty());
        }
        return new Diagnosis(
                received.rejection(),
                match.findings(),
                notes,
                oracle.tried(),
                !oracle.isSpent(),
                received,
                Optional.of(oracle.explain(match.attempt(), match.key())));
    }

    private Duration patience(int size) {
        return Objects.requireNonNullElse(patience, size > LARGE ? PATIENCE_IF_LARGE : PATIENCE);
    }

    /** The verification as the receiver does it, with the secret as configured if it is usable at all. */
    private Explanation received(WebhookRequest request) {
        try {
            return explained(request, Secret.builder(secret).allowShort().build());
        } catch (IllegalArgumentException unusable) {
            Rejection rejection =
                    new Rejection(RejectionReason.NO_USABLE_SECRET, String.valueOf(unusable.getMessage()));
            Explanation other = withoutSecret(request);
            return new Explanation(Optional.of(rejection), other.methods(), other.time(), other.content(), List.of());
        }
    }

    /** Which signing method a request is judged by does not depend on the bytes of the key. */
    private Explanation withoutSecret(WebhookRequest request) {
        try {
            return explained(request, Secret.builder(new byte[STAND_IN]).build());
        } catch (IllegalArgumentException noPublicKey) {
            return new Explanation(Optional.empty(), List.of(), Optional.empty(), List.of(), List.of());
        }
    }

    private Explanation explained(WebhookRequest request, Secret key) {
        return WebhookVerifier.builder(scheme).secrets(key).clock(clock).build().explain(request);
    }

    private static int chosen(Explanation received) {
        return received.methods().stream()
                .filter(Explanation.Method::chosen)
                .findFirst()
                .or(() -> received.methods().stream()
                        .filter(Explanation.Method::applies)
                        .findFirst())
                .map(Explanation.Method::variant)
                .orElse(0);
    }
}
