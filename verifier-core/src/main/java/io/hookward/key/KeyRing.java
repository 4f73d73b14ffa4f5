package io.hookward.key;

import io.hookward.scheme.Algorithm;
import io.hookward.scheme.SigningMethod;
import io.hookward.secret.Secret;
import io.hookward.secret.SecretSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The secrets of a source, made into keys once and not for each delivery. Safe for use by several threads. */
public final class KeyRing {
    private static final Logger LOG = LoggerFactory.getLogger(KeyRing.class);

    private final SecretSource source;
    private final List<SigningMethod> methods;
    private volatile Snapshot snapshot;

    private record Snapshot(List<Secret> secrets, List<Key> keys) {}

    /**
     * A secret and its checkers.
     *
     * @param checkers for each signing method those of the algorithms that it can be a key for; none for a method whose key form it does not
     *     have
     */
    public record Key(Secret secret, List<List<Checker>> checkers) {}

    /**
     * Makes the keys.
     *
     * @throws IllegalArgumentException if a secret fits none of the methods
     */
    public KeyRing(SecretSource source, List<SigningMethod> methods) {
        this.source = source;
        this.methods = methods;
        List<Secret> secrets = source.secrets();
        List<Key> keys = new ArrayList<>();
        secrets.forEach(secret -> keys.add(key(secret)));
        this.snapshot = new Snapshot(secrets, keys);
    }

    /** Whether there was no secret when the source was last asked. */
    public boolean isEmpty() {
        return snapshot.secrets().isEmpty();
    }

    /** Whether one of the secrets counts at a moment. */
    public boolean isUsableAt(Instant moment) {
        return snapshot.secrets().stream().anyMatch(secret -> secret.isValidAt(moment));
    }

    /** Which secrets there are that do not count at a moment, and why. */
    public String validity(Instant moment) {
        return snapshot.secrets().stream()
                .filter(secret -> !secret.isValidAt(moment))
                .map(secret -> secret.notBefore().filter(moment::isBefore).isPresent()
                        ? "'" + secret.id() + "' begins at "
                                + secret.notBefore().get()
                        : "'" + secret.id() + "' ended at " + secret.notAfter().orElseThrow())
                .collect(Collectors.joining(", "));
    }

    /** The keys of the source's present secrets, in its order. */
    public List<Key> keys() {
        List<Secret> now = source.secrets();
        Snapshot known = snapshot;
        if (known.secrets() != now) {
            known = new Snapshot(now, renew(now, known.keys()));
            snapshot = known;
        }
        return known.keys();
    }

    private List<Key> renew(List<Secret> secrets, List<Key> known) {
        List<Key> keys = new ArrayList<>();
        for (Secret secret : secrets) {
            Key key = known.stream()
                    .filter(old -> old.secret() == secret)
                    .findFirst()
                    .orElse(null);
            if (key == null) {
                key = keyOrNull(secret);
            }
            if (key != null) {
                keys.add(key);
            }
        }
        return List.copyOf(keys);
    }

    private @Nullable Key keyOrNull(Secret secret) {
        try {
            return key(secret);
        } catch (IllegalArgumentException unfit) {
            LOG.error("A new secret is not used: {}", unfit.getMessage());
            return null;
        }
    }

    private Key key(Secret secret) {
        List<List<Checker>> checkers = new ArrayList<>();
        IllegalArgumentException unfit = null;
        boolean fits = false;
        for (SigningMethod method : methods) {
            List<Checker> own = new ArrayList<>();
            for (Algorithm algorithm : method.algorithms()) {
                try {
                    own.add(Checker.of(algorithm, method.key(), secret));
                    fits = true;
                } catch (IllegalArgumentException otherForm) {
                    unfit = otherForm;
                }
            }
            checkers.add(List.copyOf(own));
        }
        if (!fits && unfit != null) {
            throw new IllegalArgumentException(
                    "secret '" + secret.id() + "' does not fit the scheme: " + unfit.getMessage());
        }
        return new Key(secret, List.copyOf(checkers));
    }
}
