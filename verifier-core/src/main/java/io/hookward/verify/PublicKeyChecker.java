package io.hookward.verify;

import io.hookward.scheme.Algorithm;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A signature by the provider's private key; the secret configured is the public one. */
final class PublicKeyChecker implements Checker {
    /** What stands before a raw Ed25519 key in its SubjectPublicKeyInfo (RFC 8410, section 4). */
    private static final byte[] ED25519_HEADER = HexFormat.of().parseHex("302a300506032b6570032100");

    private static final int ED25519_KEY_LENGTH = 32;

    /** Each signature costs a whole verification, unlike a MAC: an honest sender has no more than two keys in use. */
    private static final int MOST_SIGNATURES = 4;

    private final Algorithm algorithm;
    private final PublicKey key;

    PublicKeyChecker(Algorithm algorithm, byte[] key) {
        this.algorithm = algorithm;
        try {
            String family = family(algorithm);
            boolean raw = algorithm == Algorithm.ED25519 && key.length == ED25519_KEY_LENGTH;
            byte[] encoded = raw ? concat(ED25519_HEADER, key) : key;
            this.key = KeyFactory.getInstance(family).generatePublic(new X509EncodedKeySpec(encoded));
        } catch (GeneralSecurityException unusable) {
            throw new IllegalArgumentException("the secret must be a public key for " + algorithm.schemeName());
        }
    }

    private static String family(Algorithm algorithm) {
        return switch (algorithm) {
            case ED25519 -> "Ed25519";
            case ECDSA_P256_SHA256, ECDSA_P256_SHA1 -> "EC";
            default -> "RSA";
        };
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    @Override
    public byte @Nullable [] match(Content content, List<byte[]> signatures) {
        if (signatures.size() > MOST_SIGNATURES) {
            throw new Refusal(
                    RejectionReason.SIGNATURE_MALFORMED,
                    "the signature header has more items than an honest sender needs");
        }
        for (byte[] signature : signatures) {
            if (verifies(content, signature)) {
                // Not the signature: ECDSA has two for the same content.
                MessageDigest digest = Content.digest("SHA-256");
                content.feed(digest::update, new byte[0]);
                return digest.digest();
            }
        }
        return null;
    }

    private boolean verifies(Content content, byte[] signature) {
        try {
            Signature verifier = Signature.getInstance(algorithm.jcaName());
            verifier.initVerify(key);
            content.feed((bytes, offset, length) -> update(verifier, bytes, offset, length), new byte[0]);
            return verifier.verify(signature);
        } catch (SignatureException malformed) {
            return false;
        } catch (GeneralSecurityException unusable) {
            throw new IllegalStateException("this JDK has no " + algorithm.jcaName(), unusable);
        }
    }

    private static void update(Signature verifier, byte[] bytes, int offset, int length) {
        try {
            verifier.update(bytes, offset, length);
        } catch (SignatureException notInitialised) {
            throw new IllegalStateException(notInitialised);
        }
    }

    @Override
    public boolean accepts(int length) {
        return algorithm.length() == Algorithm.ANY_LENGTH ? length > 0 : length == algorithm.length();
    }

    @Override
    public byte[] sign(Content content) {
        throw new UnsupportedOperationException(algorithm.schemeName() + " is signed with the provider's private key");
    }
}
