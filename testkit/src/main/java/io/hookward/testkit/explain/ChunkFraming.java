package io.hookward.testkit.explain;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The sizes that {@code Transfer-Encoding: chunked} puts between the parts of a body (RFC 9112, section 7.1). */
public final class ChunkFraming {
    private static final int LONGEST_SIZE_LINE = 64;

    private ChunkFraming() {}

    /** The body without its framing, or null if it is not framed from its first to its last byte. */
    public static byte @Nullable [] removed(byte[] framed) {
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        int at = 0;
        while (true) {
            int end = lineEnd(framed, at);
            if (end < 0) {
                return null;
            }
            int size = size(new String(framed, at, end - at, StandardCharsets.ISO_8859_1));
            at = end + 2;
            if (size < 0) {
                return null;
            }
            if (size == 0) {
                // A lost last line break is forgiven: captures drop it
                return framed.length - at <= 2 ? plain.toByteArray() : null;
            }
            if (at + (long) size + 2 > framed.length || framed[at + size] != '\r' || framed[at + size + 1] != '\n') {
                return null;
            }
            plain.write(framed, at, size);
            at += size + 2;
        }
    }

    private static int lineEnd(byte[] bytes, int from) {
        for (int i = from; i + 1 < bytes.length && i - from <= LONGEST_SIZE_LINE; i++) {
            if (bytes[i] == '\r' && bytes[i + 1] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private static int size(String line) {
        String digits = line.replaceFirst(";.*", "").strip();
        return digits.matches("[0-9a-fA-F]{1,7}") ? Integer.parseInt(digits, 16) : -1;
    }
}
