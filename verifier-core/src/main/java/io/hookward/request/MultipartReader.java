package io.hookward.request;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Splits {@code multipart/form-data} bytes (RFC 7578, RFC 2046) into parts.
 *
 * <p>Strict: lines end in CR LF, every part names itself, the closing delimiter is there. The parts are views of the body,
 * nothing is copied. No byte is looked at more than a few times: a boundary contains no CR, so delimiters do not overlap.
 */
final class MultipartReader {
    private static final int MAX_BOUNDARY = 70;
    private static final int MAX_HEADER_BYTES = 8 * 1024;
    private static final byte[] LINE_END = {'\r', '\n'};

    private final byte[] array;
    private final int start;
    private final int end;
    private final byte[] delimiter;

    private MultipartReader(byte[] array, int start, int end, byte[] delimiter) {
        this.array = array;
        this.start = start;
        this.end = end;
        this.delimiter = delimiter;
    }

    /**
     * The parts in the order sent. The charset of each is its own, else that of a field {@code _charset_}, else {@code
     * otherwise}.
     *
     * @throws MalformedFormException if the bytes are none of this kind, have more than {@code maxParts}, or name a charset
     *     that is not supported
     */
    static List<FormPart> read(MediaType type, byte[] array, int offset, int length, Charset otherwise, int maxParts) {
        @Nullable String boundary = type.parameter("boundary");
        if (boundary == null || !isBoundary(boundary)) {
            throw new MalformedFormException("Multipart boundary must have 1 to " + MAX_BOUNDARY + " characters");
        }
        byte[] delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
        List<FormPart> parts =
                new MultipartReader(array, offset, offset + length, delimiter).parts(otherwise, maxParts);
        return decodable(parts, otherwise);
    }

    private static boolean isBoundary(String text) {
        return !text.isEmpty() && text.length() <= MAX_BOUNDARY && text.chars().allMatch(c -> c >= ' ' && c < 0x7F);
    }

    private static List<FormPart> decodable(List<FormPart> parts, Charset otherwise) {
        Charset common = otherwise;
        for (FormPart part : parts) {
            if (part.name().equals("_charset_")) {
                common = charset(part.in(StandardCharsets.US_ASCII).text().strip());
            }
        }
        List<FormPart> decodable = new ArrayList<>(parts.size());
        for (FormPart part : parts) {
            @Nullable
            String own = MediaType.parse(part.headers().first("Content-Type")).parameter("charset");
            // The charset of a file is for its reader
            decodable.add(part.in(own == null || part.fileName().isPresent() ? common : charset(own)));
        }
        return List.copyOf(decodable);
    }

    static Charset charset(String name) {
        try {
            return Charset.forName(name);
        } catch (IllegalArgumentException unknown) {
            throw new MalformedFormException("Form in a charset that is not supported");
        }
    }

    private List<FormPart> parts(Charset charset, int maxParts) {
        List<FormPart> parts = new ArrayList<>();
        // The first delimiter may open the body, and then has no line end before it
        int at = matches(delimiter, 2, start) ? start + delimiter.length - 2 : behind(find(delimiter, start));
        while (!closes(at)) {
            if (parts.size() == maxParts) {
                throw new MalformedFormException("Multipart form with more than " + maxParts + " parts");
            }
            int headers = lineEnd(at);
            int next = find(delimiter, headers - 2);
            parts.add(part(headers, next, charset));
            at = behind(next);
        }
        return parts;
    }

    private FormPart part(int from, int to, Charset charset) {
        List<String> headers = new ArrayList<>();
        int at = from;
        while (true) {
            int lineEnd = find(LINE_END, at);
            if (lineEnd < 0 || lineEnd > to || lineEnd - from > MAX_HEADER_BYTES) {
                throw new MalformedFormException("Multipart part without an end of its headers");
            }
            if (lineEnd == at) {
                break;
            }
            header(new String(array, at, lineEnd - at, StandardCharsets.UTF_8), headers);
            at = lineEnd + 2;
        }
        // An empty part may share its blank line with the delimiter
        int content = Math.min(at + 2, to);
        Headers all = Headers.of(headers.toArray(String[]::new));
        MediaType disposition = MediaType.parse(all.first("Content-Disposition"));
        @Nullable String name = disposition.parameter("name");
        if (!disposition.value().equals("form-data") || name == null) {
            throw new MalformedFormException("Multipart part without a name");
        }
        return new FormPart(name, disposition.parameter("filename"), all, charset, array, content, to - content);
    }

    private static void header(String line, List<String> headers) {
        int colon = line.indexOf(':');
        if (colon <= 0 || line.charAt(0) == ' ' || line.charAt(0) == '\t') {
            throw new MalformedFormException("Multipart part with a malformed header");
        }
        headers.add(line.substring(0, colon).stripTrailing());
        headers.add(line.substring(colon + 1).strip());
    }

    private int behind(int delimiterAt) {
        if (delimiterAt < 0) {
            throw new MalformedFormException("Multipart form without a closing delimiter");
        }
        return delimiterAt + delimiter.length;
    }

    private boolean closes(int at) {
        return at + 1 < end && array[at] == '-' && array[at + 1] == '-';
    }

    /** Behind the line end that follows a delimiter, past the blanks a gateway may have put there. */
    private int lineEnd(int from) {
        int at = from;
        while (at < end && (array[at] == ' ' || array[at] == '\t')) {
            at++;
        }
        if (at + 1 >= end || array[at] != '\r' || array[at + 1] != '\n') {
            throw new MalformedFormException("Multipart delimiter without a line end");
        }
        return at + 2;
    }

    private int find(byte[] wanted, int from) {
        for (int at = from; at <= end - wanted.length; at++) {
            if (matches(wanted, 0, at)) {
                return at;
            }
        }
        return -1;
    }

    /** Whether {@code wanted}, without its first {@code skip} bytes, stands at {@code at}. */
    private boolean matches(byte[] wanted, int skip, int at) {
        if (at + wanted.length - skip > end) {
            return false;
        }
        for (int i = skip; i < wanted.length; i++) {
            if (array[at + i - skip] != wanted[i]) {
                return false;
            }
        }
        return true;
    }
}
