package io.hookward.testkit.explain;

import io.hookward.request.Rejection;
import io.hookward.request.WebhookRequest;
import io.hookward.scheme.SignatureScheme;
import io.hookward.secret.Secret;
import io.hookward.secret.SecretSource;
import io.hookward.testkit.explain.SecretVariations.Keyed;
import io.hookward.verify.Explanation;
import io.hookward.verify.Verification;
import io.hookward.verify.WebhookVerifier;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Asks the real verifier whether an attempt matches. Not for use by several threads. */
final class Oracle {
    /** A verifier tries no more than 32 secrets. */
    private static final int BATCH = 30;

    private final KnownSecrets secrets;
    private final Clock clock;
    private final LongConsumer progress;
    private final long deadline;
    private final IdentityHashMap<SignatureScheme, Judges> judges = new IdentityHashMap<>();
    private long tried;

    /**
     * @param progress is told how many variations were tried so far
     * @param patience how long attempts may take, from now on
     */
    Oracle(KnownSecrets secrets, Clock clock, LongConsumer progress, Duration patience) {
        this.secrets = secrets;
        this.clock = clock;
        this.progress = progress;
        this.deadline = System.nanoTime() + patience.toNanos();
    }

    /**
     * The verifiers of one recipe.
     *
     * @param configured with the configured secret alone; null if that is no key by this recipe
     * @param others with all other keys, in batches
     */
    private record Judges(List<Keyed> keys, @Nullable WebhookVerifier configured, List<WebhookVerifier> others) {}

    /** Whether nothing more can be tried. */
    boolean isSpent() {
        return System.nanoTime() - deadline > 0;
    }

    long tried() {
        return tried;
    }

    /** Whether the signature matches under the configured secret, at whatever age. */
    boolean matches(Attempt attempt) {
        WebhookVerifier verifier = judges(attempt.recipe()).configured();
        return verifier != null && matched(verifier, attempt, 1) != null;
    }

    /** Under which of the other keys the signature matches, at whatever age; empty if under none. */
    Optional<Keyed> otherKey(Attempt attempt) {
        Judges all = judges(attempt.recipe());
        for (WebhookVerifier verifier : all.others()) {
            String id = matched(verifier, attempt, Math.min(BATCH, all.keys().size()));
            if (id != null) {
                return Optional.of(all.keys().get(Integer.parseInt(id)));
            }
        }
        return Optional.empty();
    }

    /** All keys of a recipe. */
    List<Keyed> keys(SignatureScheme recipe) {
        return judges(recipe).keys();
    }

    private @Nullable String matched(WebhookVerifier verifier, Attempt attempt, int keys) {
        if (isSpent()) {
            return null;
        }
        tried += keys;
        WebhookRequest request = attempt.request();
        Verification verification = verifier.verify(request);
        progress.accept(tried);
        return verification.accepted().flatMap(delivery -> delivery.secretId()).orElse(null);
    }

    /** How a verification with this key goes, step by step, at whatever age. */
    Explanation explain(Attempt attempt, Secret key) {
        return verifier(attempt.recipe(), List.of(key)).explain(attempt.request());
    }

    /** Why an attempt whose signature matches under a key is refused for its timestamp, if it is. */
    Optional<Rejection> untimely(Attempt attempt, Secret key) {
        return WebhookVerifier.builder(attempt.recipe())
                .secrets(key)
                .clock(clock)
                .build()
                .verify(attempt.request())
                .rejected();
    }

    private Judges judges(SignatureScheme recipe) {
        return judges.computeIfAbsent(recipe, this::judgesOf);
    }

    private Judges judgesOf(SignatureScheme recipe) {
        List<Keyed> keys = SecretVariations.of(recipe.methods().get(0), secrets);
        @Nullable WebhookVerifier configured = null;
        List<Secret> batch = new ArrayList<>();
        List<WebhookVerifier> others = new ArrayList<>();
        for (Keyed key : keys) {
            if (!isUsable(recipe, key.secret())) {
                continue;
            }
            if (key.finding() == null) {
                configured = verifier(recipe, List.of(key.secret()));
            } else {
                batch.add(key.secret());
            }
        }
        for (int i = 0; i < batch.size(); i += BATCH) {
            others.add(verifier(recipe, batch.subList(i, Math.min(batch.size(), i + BATCH))));
        }
        return new Judges(keys, configured, others);
    }

    private boolean isUsable(SignatureScheme recipe, Secret key) {
        try {
            verifier(recipe, List.of(key));
            return true;
        } catch (IllegalArgumentException noKey) {
            return false;
        }
    }

    private WebhookVerifier verifier(SignatureScheme recipe, List<Secret> keys) {
        return WebhookVerifier.builder(recipe)
                .secrets(SecretSource.of(keys))
                .clock(clock)
                .acceptAnyAge()
                .build();
    }
}
