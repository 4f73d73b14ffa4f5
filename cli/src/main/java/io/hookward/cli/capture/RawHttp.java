package io.hookward.cli.capture;

import io.hookward.cli.UsageException;
import io.hookward.testkit.explain.ChunkFraming;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A request as it goes over the wire; line ends may be LF, as editors leave them. */
final class RawHttp {
    private RawHttp() {}

    static Capture read(byte[] bytes) {
        int start = 0;
        while (start < bytes.length && (bytes[start] == '\r' || bytes[start] == '\n')) {
            start++;
        }
        int end = start;
        int body = -1;
        for (int i = start; i < bytes.length && body < 0; i++) {
            if (bytes[i] == '\n') {
                if (isBlankLine(bytes, i + 1)) {
                    body = i + 1 + (bytes[i + 1] == '\r' ? 2 : 1);
                }
                end = i;
            }
        }
        if (body < 0) {
            end = bytes.length;
        }
        String head = new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
        return of(head, body < 0 ? null : Arrays.copyOfRange(bytes, body, bytes.length), "raw HTTP");
    }

    private static boolean isBlankLine(byte[] bytes, int at) {
        return at < bytes.length
                && (bytes[at] == '\n' || bytes[at] == '\r' && at + 1 < bytes.length && bytes[at + 1] == '\n');
    }

    /** A request of its head, the request line first, and its body, whose chunks are put together. */
    static Capture of(String head, byte @org.jspecify.annotations.Nullable [] body, String form) {
        String[] lines = head.split("\r?\n");
        String[] words = lines[0].strip().split(" ");
        if (words.length < 2) {
            throw new UsageException("The capture does not begin with a request line such as POST /webhooks HTTP/1.1");
        }
        RequestParts parts = new RequestParts(words[0]);
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':', 1);
            if (colon > 0) {
                parts.header(
                        lines[i].substring(0, colon).strip(),
                        lines[i].substring(colon + 1).strip());
            } else if (!lines[i].isBlank()) {
                throw new UsageException(
                        "Line " + (i + 1) + " of the capture is no header: is the empty line before the body missing?");
            }
        }
        parts.target(words[1]);
        byte[] bytes = body == null ? new byte[0] : body;
        if (parts.isChunked()) {
            byte[] plain = ChunkFraming.removed(bytes);
            bytes = plain == null ? bytes : plain;
        }
        return new Capture(parts.request(bytes), null, body != null, form);
    }
}
