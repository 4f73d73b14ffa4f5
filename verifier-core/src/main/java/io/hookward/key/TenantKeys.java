package io.hookward.key;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.hookward.scheme.SigningMethod;
import io.hookward.secret.Secret;
import io.hookward.secret.SecretSource;
import io.hookward.secret.TenantSecrets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of tenants, asked for when a tenant's first request comes, and kept for a while. Unknown names are kept apart,
 * so that made-up ones do not push out real ones. Safe for use by several threads.
 */
public final class TenantKeys {
    /** How long an answer is believed: so long a secret that was taken back may still be accepted. */
    public static final Duration KEPT_FOR = Duration.ofMinutes(1);

    private static final int MOST_KNOWN = 20_000;
    private static final int MOST_UNKNOWN = 2_000;

    private static final Logger LOG = LoggerFactory.getLogger(TenantKeys.class);

    private final AtomicLong nextLog = new AtomicLong(System.nanoTime());
    private final TenantSecrets secrets;
    private final List<SigningMethod> methods;
    private final Cache<String, Keys> known = Caffeine.newBuilder()
            .maximumSize(MOST_KNOWN)
            .expireAfterWrite(KEPT_FOR)
            .build();
    private final Cache<String, Boolean> unknown = Caffeine.newBuilder()
            .maximumSize(MOST_UNKNOWN)
            .expireAfterWrite(KEPT_FOR)
            .build();

    /** The keys of tenants for some signing methods. */
    public TenantKeys(TenantSecrets secrets, List<SigningMethod> methods) {
        this.secrets = secrets;
        this.methods = methods;
    }

    /**
     * The keys of a tenant.
     *
     * @return null if there is no such tenant
     * @throws RuntimeException if the source fails
     */
    public @Nullable Keys of(String tenant) {
        if (unknown.getIfPresent(tenant) != null) {
            return null;
        }
        Keys keys = known.getIfPresent(tenant);
        if (keys != null) {
            return keys;
        }
        keys = loadOrTell(tenant);
        if (keys == null) {
            unknown.put(tenant, true);
        } else {
            known.put(tenant, keys);
        }
        return keys;
    }

    /** Anybody may name a tenant, so what fails is logged once a minute and not for each request. */
    private @Nullable Keys loadOrTell(String tenant) {
        try {
            return load(tenant);
        } catch (RuntimeException failed) {
            long now = System.nanoTime();
            long due = nextLog.get();
            if (now - due >= 0 && nextLog.compareAndSet(due, now + KEPT_FOR.toNanos())) {
                LOG.error("The secrets of a tenant cannot be used or not be told now", failed);
            }
            throw failed;
        }
    }

    /**
     * Keys that nobody has: a request that names an unknown tenant is hashed under them, so that the time of its rejection
     * does not tell which tenants there are. None where keys cannot be made up, as public ones.
     */
    public static Keys nobodys(List<SigningMethod> methods) {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        try {
            return new Keys(List.of(Key.of(Secret.ofBytes(random), methods)), methods.size());
        } catch (IllegalArgumentException publicKeys) {
            return new Keys(List.of(), methods.size());
        }
    }

    private @Nullable Keys load(String tenant) {
        List<Secret> found = secrets.secretsOf(tenant);
        if (found.isEmpty()) {
            return null;
        }
        return new KeyRing(SecretSource.of(found), methods).known();
    }
}
