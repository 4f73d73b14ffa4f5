package io.hookward.spring.properties;

/** How the text of a secret encodes its key. */
public enum SecretEncoding {
    /** As the provider's scheme defines. */
    PROVIDER,
    /** Base64. */
    BASE64,
    /** Hexadecimal. */
    HEX
}
