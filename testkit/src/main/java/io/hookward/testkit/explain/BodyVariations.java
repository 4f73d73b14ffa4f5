package io.hookward.testkit.explain;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the body may have been before something changed it. */
final class BodyVariations {
    private static final byte[] BOM = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

    /** Larger bodies are varied in fewer ways. */
    private static final int LARGE = 256 * 1024;

    private final Attempt base;
    private final byte[] body;
    private final @Nullable String text;
    private final boolean thorough;
    private final List<Variation> variations = new ArrayList<>();
    private final Set<ByteBuffer> seen = new HashSet<>();

    private BodyVariations(Attempt base, boolean thorough) {
        this.base = base;
        this.body = base.body();
        this.text = decode(body, StandardCharsets.UTF_8);
        this.thorough = thorough;
        seen.add(ByteBuffer.wrap(body));
    }

    /** All variations of the body, the smaller changes first; each gives other bytes. */
    static List<Variation> of(Attempt base) {
        return new BodyVariations(base, base.body().length <= LARGE).all();
    }

    /** Only those that can come on top of another one. */
    static List<Variation> simple(Attempt base) {
        BodyVariations variations = new BodyVariations(base, false);
        variations.ends();
        variations.charsets();
        return variations.variations;
    }

    private List<Variation> all() {
        ends();
        charsets();
        codings();
        if (text != null) {
            for (JsonVariations.Variant variant : JsonVariations.of(withoutMark(text), thorough)) {
                if (variant.causes().size() <= 2) {
                    add(variant.causes(), variant.detail(), variant.body());
                }
            }
            for (FormVariations.Variant variant : FormVariations.of(text, thorough)) {
                add(variant.causes(), variant.detail(), variant.body().getBytes(StandardCharsets.UTF_8));
            }
        }
        variations.sort(Comparator.comparing(Variation::weight));
        return variations;
    }

    private static String withoutMark(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private void ends() {
        int end = body.length;
        if (end > 0 && body[end - 1] == '\n') {
            boolean both = end > 1 && body[end - 2] == '\r';
            add(Cause.BODY_NEWLINE_ADDED, both ? "CRLF" : "LF", Arrays.copyOf(body, end - (both ? 2 : 1)));
        } else {
            add(Cause.BODY_NEWLINE_LOST, "LF", joined(body, "\n".getBytes(StandardCharsets.US_ASCII)));
            add(Cause.BODY_NEWLINE_LOST, "CRLF", joined(body, "\r\n".getBytes(StandardCharsets.US_ASCII)));
        }
        int start = 0;
        while (start < end && isBlank(body[start])) {
            start++;
        }
        while (end > start && isBlank(body[end - 1])) {
            end--;
        }
        add(Cause.BODY_WHITESPACE_ADDED, "", Arrays.copyOfRange(body, start, end));
        if (body.length >= 3 && Arrays.equals(BOM, Arrays.copyOf(body, 3))) {
            add(Cause.BODY_BOM_ADDED, "", Arrays.copyOfRange(body, 3, body.length));
        } else {
            add(Cause.BODY_BOM_LOST, "", joined(BOM, body));
        }
        lines();
    }

    private void lines() {
        byte[] unix = new byte[body.length];
        int length = 0;
        int bare = 0;
        for (int i = 0; i < body.length; i++) {
            if (body[i] == '\r' && i + 1 < body.length && body[i + 1] == '\n') {
                continue;
            }
            if (body[i] == '\n' && (i == 0 || body[i - 1] != '\r')) {
                bare++;
            }
            unix[length++] = body[i];
        }
        if (length < body.length) {
            add(Cause.BODY_CRLF, "", Arrays.copyOf(unix, length));
        }
        if (bare > 0) {
            byte[] windows = new byte[body.length + bare];
            int to = 0;
            for (int i = 0; i < body.length; i++) {
                if (body[i] == '\n' && (i == 0 || body[i - 1] != '\r')) {
                    windows[to++] = '\r';
                }
                windows[to++] = body[i];
            }
            add(Cause.BODY_LF, "", windows);
        }
    }

    /** Undoes a decoding in one charset and an encoding in another. */
    private void charsets() {
        if (text != null) {
            recoded(text, StandardCharsets.ISO_8859_1, "decoded as ISO 8859-1, written as UTF-8");
            recoded(text, WINDOWS_1252, "decoded as Windows-1252, written as UTF-8");
        } else {
            recoded(decode(body, StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8, "written as ISO 8859-1");
            recoded(decode(body, WINDOWS_1252), StandardCharsets.UTF_8, "written as Windows-1252");
        }
        if (body.length > 1 && (body[0] == 0 || body[1] == 0 || body[0] == (byte) 0xFE || body[0] == (byte) 0xFF)) {
            recoded(decode(body, StandardCharsets.UTF_16), StandardCharsets.UTF_8, "written as UTF-16");
            recoded(decode(body, StandardCharsets.UTF_16LE), StandardCharsets.UTF_8, "written as UTF-16");
        }
    }

    private void recoded(@Nullable String decoded, Charset charset, String detail) {
        if (decoded == null) {
            return;
        }
        try {
            ByteBuffer bytes = charset.newEncoder().encode(CharBuffer.wrap(decoded));
            byte[] copy = new byte[bytes.remaining()];
            bytes.get(copy);
            add(Cause.BODY_CHARSET, detail, copy);
        } catch (CharacterCodingException beyondTheCharset) {
            // Then it was not that charset
        }
    }

    private void codings() {
        byte[] plain = Compression.decompressed(body);
        if (plain != null) {
            add(Cause.BODY_COMPRESSED, "", plain);
        } else if (thorough) {
            for (byte[] compressed : Compression.compressed(body)) {
                add(Cause.BODY_DECOMPRESSED, "", compressed);
            }
        }
        byte[] unframed = ChunkFraming.removed(body);
        if (unframed != null) {
            add(Cause.BODY_CHUNK_FRAMING, "", unframed);
        }
        int declared = declaredLength();
        if (declared >= 0 && declared < body.length) {
            add(Cause.BODY_LONGER_THAN_DECLARED, declared + " of " + body.length, Arrays.copyOf(body, declared));
        }
    }

    private int declaredLength() {
        String length = base.header("Content-Length");
        return length != null && length.matches("[0-9]{1,9}") ? Integer.parseInt(length) : -1;
    }

    private void add(Cause cause, String detail, byte[] other) {
        add(List.of(cause), detail, other);
    }

    private void add(List<Cause> causes, String detail, byte[] other) {
        if (seen.add(ByteBuffer.wrap(other))) {
            List<Finding> findings = new ArrayList<>();
            for (Cause cause : causes) {
                findings.add(new Finding(cause, findings.isEmpty() ? detail : ""));
            }
            variations.add(new Variation(findings, Dimension.BODY, base.withBody(other)));
        }
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t' || b == '\r' || b == '\n';
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static @Nullable String decode(byte[] bytes, Charset charset) {
        try {
            return charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException malformed) {
            return null;
        }
    }
}
