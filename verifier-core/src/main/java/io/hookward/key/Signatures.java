package io.hookward.key;

/** The signatures that a request lists, decoded. */
public interface Signatures {
    /** How many there are. */
    int count();

    /** One of them; not a copy. */
    byte[] get(int index);
}
