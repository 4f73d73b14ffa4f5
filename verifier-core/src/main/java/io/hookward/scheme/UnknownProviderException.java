package io.hookward.scheme;

/** There is no provider of that name in the catalogue. The message offers the nearest name. */
public final class UnknownProviderException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    UnknownProviderException(String name, String hint) {
        super("there is no provider '" + name + "'" + hint);
    }
}
