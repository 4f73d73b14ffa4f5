package io.hookward.key;

import io.hookward.scheme.Algorithm;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** Reads public keys in the forms in which providers publish them. */
final class PublicKeys {
    /** What stands before a raw Ed25519 key in its SubjectPublicKeyInfo (RFC 8410, section 4). */
    private static final byte[] ED25519_HEADER = HexFormat.of().parseHex("302a300506032b6570032100");

    private static final int ED25519_KEY_LENGTH = 32;

    private PublicKeys() {}

    /**
     * The keys in a secret: a SubjectPublicKeyInfo, a certificate, a raw Ed25519 key, or a set of JSON Web Keys.
     *
     * @throws IllegalArgumentException if there is none for the algorithm
     */
    public static List<PublicKey> read(Algorithm algorithm, byte[] key) {
        if (key[0] == '{') {
            return fromJwkSet(algorithm, key);
        }
        try {
            boolean raw = algorithm == Algorithm.ED25519 && key.length == ED25519_KEY_LENGTH;
            byte[] encoded = raw ? concat(ED25519_HEADER, key) : key;
            return List.of(KeyFactory.getInstance(family(algorithm)).generatePublic(new X509EncodedKeySpec(encoded)));
        } catch (GeneralSecurityException notAKey) {
            return List.of(fromCertificate(algorithm, key));
        }
    }

    private static PublicKey fromCertificate(Algorithm algorithm, byte[] certificate) {
        try {
            PublicKey key = CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(certificate))
                    .getPublicKey();
            if (isOf(algorithm, key)) {
                return key;
            }
        } catch (GeneralSecurityException neitherCertificate) {
            // The complaint below says what is accepted.
        }
        throw unusable(algorithm);
    }

    private static List<PublicKey> fromJwkSet(Algorithm algorithm, byte[] json) {
        List<PublicKey> keys;
        try {
            keys = JwkSets.read(json);
        } catch (NoClassDefFoundError missing) {
            throw new IllegalArgumentException(
                    "a set of JSON Web Keys needs com.nimbusds:nimbus-jose-jwt on the class path", missing);
        }
        List<PublicKey> usable =
                keys.stream().filter(key -> isOf(algorithm, key)).toList();
        if (usable.isEmpty()) {
            throw unusable(algorithm);
        }
        return usable;
    }

    private static boolean isOf(Algorithm algorithm, PublicKey key) {
        String family = family(algorithm);
        return key.getAlgorithm().equals(family)
                || family.equals("Ed25519") && key.getAlgorithm().equals("EdDSA");
    }

    private static String family(Algorithm algorithm) {
        return switch (algorithm) {
            case ED25519 -> "Ed25519";
            case ECDSA_P256_SHA256, ECDSA_P256_SHA1, ECDSA_P256_SHA256_RAW, ECDSA_P521_SHA512_RAW -> "EC";
            default -> "RSA";
        };
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static IllegalArgumentException unusable(Algorithm algorithm) {
        return new IllegalArgumentException("the secret must be a public key for " + algorithm.schemeName());
    }
}
