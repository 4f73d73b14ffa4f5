package io.hookward.scheme;

import java.util.Locale;

/** What turns the signed content and a secret into a signature. */
public enum Algorithm {
    /** HMAC with SHA-256 (RFC 2104, FIPS 180-4); what most providers use. */
    HMAC_SHA256(Kind.MAC, "HmacSHA256", 32),
    /** HMAC with SHA-384. */
    HMAC_SHA384(Kind.MAC, "HmacSHA384", 48),
    /** HMAC with SHA-512. */
    HMAC_SHA512(Kind.MAC, "HmacSHA512", 64),
    /** HMAC with SHA-512/256 (FIPS 180-4, section 5.3.6), which is not SHA-512 cut short. */
    HMAC_SHA512_256(Kind.MAC, "HmacSHA512/256", 32),
    /** HMAC with SHA-1: old, but as a MAC not broken; only where a provider offers nothing better. */
    HMAC_SHA1(Kind.MAC, "HmacSHA1", 20),
    /**
     * HMAC with MD5, which new systems must not use (RFC 6151, section 2.3); only where a provider has nothing else, or an
     * account was never changed.
     */
    LEGACY_HMAC_MD5(Kind.MAC, "HmacMD5", 16),
    /** A plain SHA-256 over content that contains the secret. Not an HMAC; only where a provider does this. */
    SHA256(Kind.DIGEST, "SHA-256", 32),
    /** A plain SHA-512 over content that contains the secret. */
    SHA512(Kind.DIGEST, "SHA-512", 64),
    /** A plain SHA-1 over content that contains the secret. */
    SHA1(Kind.DIGEST, "SHA-1", 20),
    /** A plain MD5 over content that contains the secret. */
    MD5(Kind.DIGEST, "MD5", 16),
    /** Ed25519 (RFC 8032). */
    ED25519(Kind.PUBLIC_KEY, "Ed25519", 64),
    /** ECDSA over P-256 with SHA-256, the signature in DER. */
    ECDSA_P256_SHA256(Kind.PUBLIC_KEY, "SHA256withECDSA", Algorithm.ANY_LENGTH),
    /** ECDSA over P-256 with SHA-1, the signature in DER. */
    ECDSA_P256_SHA1(Kind.PUBLIC_KEY, "SHA1withECDSA", Algorithm.ANY_LENGTH),
    /** ECDSA over P-256 with SHA-256, the signature as two numbers side by side: ES256 of RFC 7518. */
    ECDSA_P256_SHA256_RAW(Kind.PUBLIC_KEY, "SHA256withECDSAinP1363Format", 64),
    /** ECDSA over P-521 with SHA-512, the signature as two numbers side by side: ES512 of RFC 7518. */
    ECDSA_P521_SHA512_RAW(Kind.PUBLIC_KEY, "SHA512withECDSAinP1363Format", 132),
    /** RSA PKCS#1 v1.5 with SHA-256. */
    RSA_SHA256(Kind.PUBLIC_KEY, "SHA256withRSA", Algorithm.ANY_LENGTH),
    /** RSA PKCS#1 v1.5 with SHA-512. */
    RSA_SHA512(Kind.PUBLIC_KEY, "SHA512withRSA", Algorithm.ANY_LENGTH),
    /** RSA PKCS#1 v1.5 with SHA-1. */
    RSA_SHA1(Kind.PUBLIC_KEY, "SHA1withRSA", Algorithm.ANY_LENGTH),
    /** No signature: the secret itself is sent and compared. Proves who sent, not what. */
    TOKEN(Kind.TOKEN, "", Algorithm.ANY_LENGTH);

    /** The families of algorithms: what the secret is, and what the provider sends. */
    public enum Kind {
        /** Both sides hold the secret and compute a message authentication code. */
        MAC,
        /** Both sides hold the secret and hash it together with the content. */
        DIGEST,
        /** The provider holds a private key; the secret configured here is its public key. */
        PUBLIC_KEY,
        /** The provider sends the secret itself. */
        TOKEN
    }

    /** {@link #length()} of an algorithm whose signatures have no fixed length. */
    public static final int ANY_LENGTH = -1;

    private final Kind kind;
    private final String jcaName;
    private final int length;

    Algorithm(Kind kind, String jcaName, int length) {
        this.kind = kind;
        this.jcaName = jcaName;
        this.length = length;
    }

    /** The family this algorithm belongs to. */
    public Kind kind() {
        return kind;
    }

    /** The name the Java Cryptography Architecture knows it by; empty for {@link #TOKEN}. */
    public String jcaName() {
        return jcaName;
    }

    /** How many bytes a signature has, or {@link #ANY_LENGTH}. A shorter one is never accepted. */
    public int length() {
        return length;
    }

    /** The name used in scheme files, such as {@code hmac-sha256}. */
    public String schemeName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The name in the header of a JSON Web Signature (RFC 7518, section 3.1), or empty if it has none. */
    public String joseName() {
        return switch (this) {
            case HMAC_SHA256 -> "HS256";
            case HMAC_SHA384 -> "HS384";
            case HMAC_SHA512 -> "HS512";
            case RSA_SHA256 -> "RS256";
            case RSA_SHA512 -> "RS512";
            case ECDSA_P256_SHA256_RAW -> "ES256";
            case ECDSA_P521_SHA512_RAW -> "ES512";
            case ED25519 -> "EdDSA";
            default -> "";
        };
    }

    /** Whether whoever can verify can also sign: every family but {@link Kind#PUBLIC_KEY}. */
    public boolean isSymmetric() {
        return kind != Kind.PUBLIC_KEY;
    }
}
