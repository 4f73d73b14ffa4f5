package io.hookward.key;

import io.hookward.content.ContentPlan;
import io.hookward.content.RequestValues;
import io.hookward.scheme.Algorithm;
import io.hookward.scheme.KeyForm;
import io.hookward.secret.Secret;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** Checks signatures under one secret by one algorithm. Safe for use by several threads. */
public interface Checker {
    /**
     * Compares the signatures with the right one. The content is hashed once, whatever the number of signatures, and all
     * of them are looked at, so that the time taken does not tell which matched.
     *
     * @param content prepared for these values
     * @param signatures those of a length that is not {@linkplain #accepts accepted} never match
     * @return bytes that are the same whenever this content is signed by this secret, or null if no signature is right
     */
    byte @Nullable [] match(ContentPlan content, RequestValues values, Signatures signatures);

    /** By which algorithm it checks. */
    Algorithm algorithm();

    /** Whether a signature of this many bytes can be right. */
    boolean accepts(int length);

    /**
     * The right signature, for senders.
     *
     * @throws UnsupportedOperationException if only the holder of a private key can sign
     */
    byte[] sign(ContentPlan content, RequestValues values);

    /**
     * The right signature of some bytes, for the answers to challenges.
     *
     * @throws UnsupportedOperationException if only the holder of a private key can sign
     */
    byte[] sign(byte[] content);

    /** Whether one of the signatures can be right by its length. */
    default boolean acceptsAny(Signatures signatures) {
        for (int i = 0; i < signatures.count(); i++) {
            if (accepts(signatures.get(i).length)) {
                return true;
            }
        }
        return false;
    }

    /** Whether one of the signatures is the expected one, in a time that depends on neither. */
    static boolean anyEqual(byte[] expected, Signatures signatures) {
        boolean matched = false;
        for (int i = 0; i < signatures.count(); i++) {
            matched |= MessageDigest.isEqual(expected, signatures.get(i));
        }
        return matched;
    }

    /**
     * The checker for a secret.
     *
     * @throws IllegalArgumentException if the secret does not have the form; the message never contains it
     */
    static Checker of(Algorithm algorithm, KeyForm form, Secret secret) {
        return switch (algorithm.kind()) {
            case MAC -> secret.exposeTo(form, key -> new MacChecker(algorithm, SharedKeys.checked(key)));
            case DIGEST -> secret.exposeTo(form, key -> new DigestChecker(algorithm, SharedKeys.checked(key)));
            case PUBLIC_KEY -> secret.exposePublicKeyTo(form, key -> new PublicKeyChecker(algorithm, key));
            case TOKEN -> secret.exposeTo(form, TokenChecker::new);
        };
    }
}
