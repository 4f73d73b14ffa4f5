package io.hookward.spring.autoconfigure;

/** How the text of a secret stands for its key. */
public enum SecretEncoding {
    /** As the provider's scheme says. */
    PROVIDER,
    /** The key in Base64. */
    BASE64,
    /** The key in hex. */
    HEX
}
