package io.hookward.content;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The signed content of one request, in pieces: the body is never copied. */
public final class Content {
    private final List<Piece> pieces = new ArrayList<>(5);

    /** Where the pieces go: a MAC, a hash, or a public-key verifier. */
    @FunctionalInterface
    public interface Sink {
        void update(byte[] bytes, int offset, int length);
    }

    private record Piece(byte @Nullable [] bytes, int offset, int length) {}

    public void add(byte[] bytes) {
        add(bytes, 0, bytes.length);
    }

    public void add(byte[] bytes, int offset, int length) {
        pieces.add(new Piece(bytes, offset, length));
    }

    /** Marks the place where the secret stands. */
    public void addSecret() {
        pieces.add(new Piece(null, 0, 0));
    }

    /** Gives the pieces in order; {@code secret} stands in for itself where the content contains it. */
    public void feed(Sink sink, byte[] secret) {
        for (Piece piece : pieces) {
            if (piece.bytes() == null) {
                sink.update(secret, 0, secret.length);
            } else {
                sink.update(piece.bytes(), piece.offset(), piece.length());
            }
        }
    }

    /** All pieces in one array; only for short content without the secret. */
    public byte[] bytes() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        feed(all::write, new byte[0]);
        return all.toByteArray();
    }

    public static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("this JDK has no " + algorithm, missing);
        }
    }
}
