package io.hookward.key;

import io.hookward.scheme.Algorithm;
import io.hookward.scheme.SigningMethod;
import io.hookward.scheme.UnfitSecretException;
import io.hookward.secret.Secret;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A secret with its checkers. Safe for use by several threads. */
public final class Key {
    private final Secret secret;
    private final Checker[][] checkers;
    private final long validFrom;
    private final long validUntil;

    private Key(Secret secret, Checker[][] checkers) {
        this.secret = secret;
        this.checkers = checkers;
        this.validFrom = secret.notBefore().map(Key::roundedUp).orElse(Long.MIN_VALUE);
        this.validUntil = secret.notAfter().map(Key::millis).orElse(Long.MAX_VALUE);
    }

    /**
     * The key of a secret.
     *
     * @throws IllegalArgumentException if the secret fits none of the methods; the message never contains it
     */
    static Key of(Secret secret, List<SigningMethod> methods) {
        Checker[][] checkers = new Checker[methods.size()][];
        IllegalArgumentException unfit = null;
        boolean fits = false;
        for (int i = 0; i < checkers.length; i++) {
            List<Checker> own = new ArrayList<>();
            for (Algorithm algorithm : methods.get(i).algorithms()) {
                try {
                    own.add(Checker.of(algorithm, methods.get(i).key(), secret));
                    fits = true;
                } catch (IllegalArgumentException otherForm) {
                    unfit = unfit == null || isOfOtherKind(unfit) && !isOfOtherKind(otherForm) ? otherForm : unfit;
                }
            }
            checkers[i] = own.toArray(Checker[]::new);
        }
        if (!fits && unfit != null) {
            throw new IllegalArgumentException(
                    "secret '" + secret.id() + "' does not fit the scheme: " + unfit.getMessage());
        }
        return new Key(secret, checkers);
    }

    private static boolean isOfOtherKind(IllegalArgumentException complaint) {
        return complaint instanceof UnfitSecretException unfit && unfit.isOfOtherKind();
    }

    /** The secret. */
    public Secret secret() {
        return secret;
    }

    /** Whether the secret is valid at a moment, in milliseconds since 1970. */
    public boolean isValidAt(long now) {
        return now >= validFrom && now <= validUntil;
    }

    /** The checkers for a signing method, one for each algorithm that the secret can be a key for. */
    public Checker[] checkers(int method) {
        return checkers[method];
    }

    private static long roundedUp(Instant instant) {
        long millis = millis(instant);
        return millis < Long.MAX_VALUE && Instant.ofEpochMilli(millis).isBefore(instant) ? millis + 1 : millis;
    }

    private static long millis(Instant instant) {
        try {
            return instant.toEpochMilli();
        } catch (ArithmeticException farAway) {
            return instant.getEpochSecond() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }
}
