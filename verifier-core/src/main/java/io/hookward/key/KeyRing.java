package io.hookward.key;

import io.hookward.scheme.SigningMethod;
import io.hookward.secret.Secret;
import io.hookward.secret.SecretSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The secrets of a source, made into keys once and not for each delivery. Safe for use by several threads. */
public final class KeyRing {
    /** More secrets than this are never tried on one request: each costs a hash of the body. */
    public static final int MOST_TRIED = 32;

    private static final Logger LOG = LoggerFactory.getLogger(KeyRing.class);

    private final SecretSource source;
    private final List<SigningMethod> methods;
    private final boolean named;
    private volatile Snapshot snapshot;

    private record Snapshot(List<Secret> secrets, Keys keys) {}

    /**
     * Makes the keys.
     *
     * @throws IllegalArgumentException if a secret fits none of the methods, or if there are more than
     *     {@value #MOST_TRIED} and requests do not name theirs
     */
    public KeyRing(SecretSource source, List<SigningMethod> methods) {
        this.source = source;
        this.methods = methods;
        this.named = methods.stream().allMatch(method -> method.secretId() != null);
        List<Secret> secrets = source.secrets();
        if (isTooMany(secrets)) {
            throw new IllegalArgumentException("there are " + secrets.size()
                    + " secrets, and a forged request would be hashed once for each: at most " + MOST_TRIED
                    + " are allowed where requests do not name theirs; for many customers, give the endpoint tenants");
        }
        List<Key> keys = new ArrayList<>();
        secrets.forEach(secret -> keys.add(Key.of(secret, methods)));
        secrets.forEach(this::warn);
        this.snapshot = new Snapshot(secrets, new Keys(keys, methods.size()));
    }

    private void warn(Secret secret) {
        secret.doubt(methods.get(0).key()).ifPresent(doubt -> LOG.warn("Secret '{}' {}", secret.id(), doubt));
    }

    private boolean isTooMany(List<Secret> secrets) {
        return secrets.size() > MOST_TRIED && !named;
    }

    /** The keys as they were when the source was last asked. */
    public Keys known() {
        return snapshot.keys();
    }

    /** The keys of the source's present secrets. */
    public Keys keys() {
        List<Secret> now = source.secrets();
        Snapshot known = snapshot;
        if (known.secrets() != now) {
            known = new Snapshot(now, renewed(now, known.keys()));
            snapshot = known;
        }
        return known.keys();
    }

    private Keys renewed(List<Secret> secrets, Keys known) {
        List<Secret> used = secrets;
        if (isTooMany(secrets)) {
            LOG.error("Of {} secrets, only the first {} are used", secrets.size(), MOST_TRIED);
            used = secrets.subList(0, MOST_TRIED);
        }
        List<Key> keys = new ArrayList<>();
        for (Secret secret : used) {
            Key key = known.stream()
                    .filter(old -> old.secret() == secret)
                    .findFirst()
                    .orElseGet(() -> keyOrNull(secret));
            if (key != null) {
                keys.add(key);
            }
        }
        return new Keys(keys, methods.size());
    }

    private @Nullable Key keyOrNull(Secret secret) {
        try {
            return Key.of(secret, methods);
        } catch (IllegalArgumentException unfit) {
            LOG.error("A new secret is not used: {}", unfit.getMessage());
            return null;
        }
    }
}
