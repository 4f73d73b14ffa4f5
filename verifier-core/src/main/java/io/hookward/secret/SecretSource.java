package io.hookward.secret;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * Where an endpoint's secrets come from. It is asked for every delivery, so an answer must be fast; as long as nothing
 * changes, it should be the same list. Implementations are safe for use by several threads.
 */
@FunctionalInterface
public interface SecretSource {
    /**
     * The secrets that may count now, the newest first. Those outside their validity interval may be among them.
     *
     * @return the secrets, with distinct ids; empty if there is none now, and deliveries are then refused so that the
     *     provider repeats them
     */
    List<Secret> secrets();

    /**
     * The same secrets for ever.
     *
     * @throws IllegalArgumentException if there is none, or two have the same id
     */
    static SecretSource of(Secret... secrets) {
        return of(List.of(secrets));
    }

    /**
     * The same secrets for ever.
     *
     * @throws IllegalArgumentException if there is none, or two have the same id
     */
    static SecretSource of(List<Secret> secrets) {
        List<Secret> fixed = Secrets.checked(secrets);
        return () -> fixed;
    }

    /**
     * A secret that was just changed: the new one counts from now on, the old one for the given time longer.
     *
     * @param overlap how long the old secret stays valid, counted from now; at least as long as the provider says
     * @param clock tells now, once
     */
    static SecretSource rotating(Secret newSecret, Secret oldSecret, Duration overlap, Clock clock) {
        return Secrets.rotating(newSecret, oldSecret, overlap, clock);
    }

    /** A secret that was just changed: the old one stays valid for 24 hours from now. */
    static SecretSource rotating(Secret newSecret, Secret oldSecret) {
        return rotating(newSecret, oldSecret, Duration.ofHours(24), Clock.systemUTC());
    }

    /**
     * Secrets from elsewhere, a secret manager for instance. The supplier is called for every delivery: let it cache.
     * What it gives is checked when it changes; while it throws, the last good answer stays in force.
     */
    static SecretSource supplied(Supplier<List<Secret>> supplier) {
        return new SuppliedSecretSource(supplier);
    }

    /**
     * Secrets from a file, one a line, newest first, that is read again when it changes. See {@link FileSecretSource} for
     * the format.
     *
     * @throws IllegalArgumentException if the file cannot be read or holds no usable secret now
     */
    static SecretSource file(Path file) {
        return new FileSecretSource(file, Clock.systemUTC(), FileSecretSource.CHECK_INTERVAL);
    }
}
