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
     * What it gives is checked when it changes; while it throws, the last good answer stays in force. If it throws the
     * first time, there is no such answer, and no endpoint can be built on it: retry in the supplier where it is worth
     * waiting for.
     */
    static SecretSource supplied(Supplier<List<Secret>> supplier) {
        return new SuppliedSecretSource(supplier);
    }

    /**
     * Secrets from a file that is read again when it changes.
     *
     * <p>The file is UTF-8 text with one secret a line, newest first. Blank lines and lines that start with {@code #} are
     * skipped, and blanks around a secret are removed. A secret may be followed by settings, separated by blanks:
     * {@code id=2026-11}, {@code not-before=2026-11-01T00:00:00Z}, {@code not-after=…} and {@code allow-short}. Without
     * an id, a secret is named by its place: {@code 1}, {@code 2}, …
     *
     * <p>A change is noticed after ten seconds at the latest, when the next delivery comes. A file that cannot be read
     * then, or that holds a mistake, leaves the last good secrets in force and is logged.
     *
     * @throws IllegalArgumentException if the file cannot be read, is not in the format or holds no secret
     */
    static SecretSource file(Path file) {
        return new FileSecretSource(file, Clock.systemUTC(), FileSecretSource.CHECK_INTERVAL);
    }
}
