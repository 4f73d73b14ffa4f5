package io.hookward.scheme;

/** Thrown for a secret that does not have the form of a scheme's. The message says what is wrong and never contains it. */
public final class UnfitSecretException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final boolean otherKind;

    UnfitSecretException(String message, boolean otherKind) {
        super(message);
        this.otherKind = otherKind;
    }

    /**
     * Whether the secret is for another way of signing, such as a public key where a shared secret is wanted: then what
     * that way says of it tells more.
     */
    public boolean isOfOtherKind() {
        return otherKind;
    }
}
