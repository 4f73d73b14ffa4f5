package io.hookward.secret;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/**
 * Where an endpoint's secrets come from. Implementations are safe for use by several threads.
 *
 * <p>A source is asked for every delivery, forged ones included, so an answer must be cheap. It may do I/O now and then,
 * as {@link #file} does when it looks at its file again, but a source that has to ask another system keeps the answer for
 * a while. Do not ask a source on an event loop.
 */
@FunctionalInterface
public interface SecretSource {
    /**
     * The secrets that may be valid now, the newest first. Those outside their validity interval may be among them. May
     * do I/O. As long as nothing changes, the answer should be the same list: keys are made anew for another one.
     *
     * @return the secrets, with distinct ids; empty if there is none now, and deliveries are then refused so that the
     *     provider repeats them
     */
    List<Secret> secrets();

    /**
     * The last good answer of {@link #secrets()}, without I/O and without looking for a change; empty if there was none
     * yet. For displays, and for threads that must not block. The default asks {@link #secrets()}: a source that does I/O
     * there overrides this.
     */
    default List<Secret> lastGood() {
        return secrets();
    }

    /**
     * The same secrets for ever, newest first. Of several, those without an id are named by their place, {@code 1},
     * {@code 2}, …; a single one keeps the id {@code default}.
     *
     * @throws IllegalArgumentException if there is none, or two have the same id
     */
    static SecretSource of(Secret... secrets) {
        return of(List.of(secrets));
    }

    /**
     * The same secrets for ever, as {@link #of(Secret...)}.
     *
     * @throws IllegalArgumentException if there is none, or two have the same id
     */
    static SecretSource of(List<Secret> secrets) {
        List<Secret> fixed = Secrets.distinct(secrets);
        return () -> fixed;
    }

    /**
     * A secret that was changed at the provider: both are valid, the old one up to a fixed moment. Without ids of their
     * own they are named {@code new} and {@code old}.
     *
     * @param oldValidUntil the last moment at which the old secret is valid: the moment of the change and the time for
     *     which the provider still signs with the old secret. A restart does not prolong it. An old secret that ends
     *     earlier by itself keeps its end
     * @throws IllegalArgumentException if both have the same id
     */
    static SecretSource rotating(Secret newSecret, Secret oldSecret, Instant oldValidUntil) {
        return of(newSecret.orNamed("new"), oldSecret.orNamed("old").until(oldValidUntil));
    }

    /**
     * Secrets from elsewhere, a secret manager for instance. The supplier is called for every delivery: let it cache. What
     * it gives is checked when it changes, and secrets without an id are named as in {@link #of(Secret...)}.
     *
     * <p>While the supplier throws, returns null or gives secrets that cannot be used, the last good answer stays in
     * force, and the failure is logged at most once a minute. An empty list is an answer: all secrets are revoked. If the
     * supplier fails the first time, there is no good answer, and no endpoint can be built on it: retry in the supplier
     * where it is worth waiting for.
     */
    static SecretSource supplied(Supplier<List<Secret>> supplier) {
        return new SuppliedSecretSource(supplier, System::nanoTime);
    }

    /**
     * Secrets from a file that is read again when it changes.
     *
     * <p>The file is UTF-8 text with one secret a line, newest first. Blank lines and lines that start with {@code #} are
     * skipped, and blanks around a secret are removed. A secret may be followed by settings, separated by blanks:
     * {@code id=2026-11}, {@code not-before=2026-11-01T00:00:00Z}, {@code not-after=…} and {@code allow-short}. Without
     * an id, a secret is named by its place: {@code 1}, {@code 2}, …
     *
     * <p>The file is read when a delivery comes and the last look is ten seconds old. New content that does not end with a
     * line break may be half written: it is used when the next look, a second later or more, finds the same. A file that
     * cannot be read then, or that holds a mistake, leaves the last good secrets in force and is logged.
     *
     * @throws IllegalArgumentException if the file cannot be read, is not in the format or holds no secret
     */
    static SecretSource file(Path file) {
        return new FileSecretSource(file, Clock.systemUTC(), FileSecretSource.CHECK_INTERVAL);
    }
}
