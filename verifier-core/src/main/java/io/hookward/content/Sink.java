package io.hookward.content;

/** Where signed content goes: a MAC, a hash, or a public-key verifier. */
public interface Sink {
    /** Takes bytes. */
    void update(byte[] bytes, int offset, int length);

    /** Takes a text as the bytes that it came as in a header. */
    default void headerText(String text) {
        byte[] bytes = HeaderText.bytes(text);
        update(bytes, 0, bytes.length);
    }
}
