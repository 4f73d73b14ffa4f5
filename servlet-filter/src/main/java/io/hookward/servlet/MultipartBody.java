package io.hookward.servlet;

import jakarta.servlet.http.Part;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Splits {@code multipart/form-data} bytes (RFC 7578, RFC 2046) into parts.
 *
 * <p>Strict: lines end in CR LF, every part names itself, the closing delimiter is there. The parts are views of the
 * one body in memory, nothing is copied or written to disk; the body was bounded when it was read, and the number of
 * parts is bounded here.
 */
final class MultipartBody {

    private static final int MAX_BOUNDARY = 70;
    private static final int MAX_HEADER_BYTES = 8 * 1024;

    private final byte[] body;
    private final byte[] delimiter;
    private final Path directory;

    private MultipartBody(byte[] body, byte[] delimiter, Path directory) {
        this.body = body;
        this.delimiter = delimiter;
        this.directory = directory;
    }

    /**
     * The parts of {@code body} in the order sent.
     *
     * @param type the content type, with its boundary
     * @param directory where {@link Part#write} puts a relative file name
     * @throws MalformedMultipartException if the body is none of this kind, or has more than {@code maxParts}
     */
    static List<Part> parse(byte[] body, MediaType type, Path directory, int maxParts)
            throws MalformedMultipartException {
        @Nullable String boundary = type.parameter("boundary");
        if (boundary == null || boundary.isEmpty() || boundary.length() > MAX_BOUNDARY) {
            throw new MalformedMultipartException("Multipart boundary must have 1 to " + MAX_BOUNDARY + " characters");
        }
        byte[] delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
        return new MultipartBody(body, delimiter, directory).parts(maxParts);
    }

    private List<Part> parts(int maxParts) throws MalformedMultipartException {
        List<Part> parts = new ArrayList<>();
        // The first delimiter may open the body, and then has no line end before it
        int at = matches(delimiter, 2, 0) ? delimiter.length - 2 : behind(find(delimiter, 0));
        while (!closes(at)) {
            if (parts.size() == maxParts) {
                throw new MalformedMultipartException("Multipart body with more than " + maxParts + " parts");
            }
            int headers = lineEnd(at);
            int next = find(delimiter, headers - 2);
            parts.add(part(headers, next));
            at = behind(next);
        }
        return parts;
    }

    private Part part(int from, int to) throws MalformedMultipartException {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        int at = from;
        while (true) {
            int end = find(new byte[] {'\r', '\n'}, at);
            if (end < 0 || end > to || end - from > MAX_HEADER_BYTES) {
                throw new MalformedMultipartException("Multipart part without an end of its headers");
            }
            if (end == at) {
                break;
            }
            header(new String(body, at, end - at, StandardCharsets.UTF_8), headers);
            at = end + 2;
        }
        // An empty part may share its blank line with the delimiter
        int content = Math.min(at + 2, to);
        MediaType disposition = MediaType.parse(first(headers, "Content-Disposition"));
        @Nullable String name = disposition.parameter("name");
        if (!disposition.value().equals("form-data") || name == null) {
            throw new MalformedMultipartException("Multipart part without a name");
        }
        return new ReplayedPart(
                name, disposition.parameter("filename"), headers, body, content, to - content, directory);
    }

    private static void header(String line, Map<String, List<String>> headers) throws MalformedMultipartException {
        int colon = line.indexOf(':');
        if (colon <= 0 || line.charAt(0) == ' ' || line.charAt(0) == '\t') {
            throw new MalformedMultipartException("Multipart part with a malformed header");
        }
        headers.computeIfAbsent(line.substring(0, colon).stripTrailing(), key -> new ArrayList<>(1))
                .add(line.substring(colon + 1).strip());
    }

    private static @Nullable String first(Map<String, List<String>> headers, String name) {
        List<String> values = headers.get(name);
        return values == null ? null : values.get(0);
    }

    private int behind(int delimiterAt) throws MalformedMultipartException {
        if (delimiterAt < 0) {
            throw new MalformedMultipartException("Multipart body without a closing delimiter");
        }
        return delimiterAt + delimiter.length;
    }

    private boolean closes(int at) {
        return at + 1 < body.length && body[at] == '-' && body[at + 1] == '-';
    }

    /** Behind the line end that follows a delimiter, past the blanks a gateway may have put there. */
    private int lineEnd(int from) throws MalformedMultipartException {
        int at = from;
        while (at < body.length && (body[at] == ' ' || body[at] == '\t')) {
            at++;
        }
        if (at + 1 >= body.length || body[at] != '\r' || body[at + 1] != '\n') {
            throw new MalformedMultipartException("Multipart delimiter without a line end");
        }
        return at + 2;
    }

    private int find(byte[] wanted, int from) {
        for (int at = from; at <= body.length - wanted.length; at++) {
            if (matches(wanted, 0, at)) {
                return at;
            }
        }
        return -1;
    }

    /** Whether {@code wanted}, without its first {@code skip} bytes, stands at {@code at}. */
    private boolean matches(byte[] wanted, int skip, int at) {
        if (at + wanted.length - skip > body.length) {
            return false;
        }
        for (int i = skip; i < wanted.length; i++) {
            if (body[at + i - skip] != wanted[i]) {
                return false;
            }
        }
        return true;
    }
}
