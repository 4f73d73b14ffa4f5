package io.hookward.claim;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;

/**
 * What a claim is about: one id, of one kind, at one endpoint. The three are compared apart and exactly, so no choice of
 * names makes two keys meet.
 *
 * <p>An id of more than {@value #MAX_ID_LENGTH} chars is replaced by {@code sha256:} and the 64 lower-case hex digits of
 * the SHA-256 of its UTF-16 code units, big-endian (UTF-8 would confuse unpaired surrogates). It is never cut. A key made
 * from the {@link #id()} of another equals that one, so an operator can use what a log shows; the price is that a long id
 * and the text of its own hash are one id.
 *
 * <p>Keys are ordered by endpoint, kind and id. The order keeps hash tables fast when ids are crafted to share a hash
 * code.
 *
 * @param endpoint the name of the endpoint; not empty
 * @param kind what the id identifies
 * @param id the id; not empty, and of at most {@value #MAX_ID_LENGTH} chars once the key is made
 */
public record ClaimKey(String endpoint, Kind kind, String id) implements Comparable<ClaimKey> {

    /** The number of chars up to which an id is kept as it is. */
    public static final int MAX_ID_LENGTH = 200;

    private static final Comparator<ClaimKey> ORDER = Comparator.comparing(ClaimKey::endpoint)
            .thenComparing(ClaimKey::kind)
            .thenComparing(ClaimKey::id);

    /** What an id identifies. Ids of different kinds never meet. */
    public enum Kind {
        /** The provider's id of a delivery, or one derived from its content. */
        DELIVERY("d"),

        /** The signed material of one request, to notice the same signature under another, unsigned id. */
        SIGNATURE("s");

        private final String letter;

        Kind(String letter) {
            this.letter = letter;
        }
    }

    /**
     * Makes a key, replacing a long id by its hash.
     *
     * @throws IllegalArgumentException if the endpoint or the id is empty
     */
    public ClaimKey {
        requireNotEmpty(endpoint, "endpoint");
        requireNonNull(kind, "kind");
        requireNotEmpty(id, "id");
        if (id.length() > MAX_ID_LENGTH) {
            id = "sha256:" + HexFormat.of().formatHex(sha256(id));
        }
    }

    /**
     * The key as one line of printable ASCII without blanks, for stores that need text: {@code endpoint:d:id}, or
     * {@code endpoint:s:id} for a signature. {@code %}, a colon in the endpoint, and every char that is a blank, a
     * control or not ASCII are written as {@code %} and the four upper-case hex digits of their UTF-16 code unit.
     * Different keys have different texts. Letter case is significant, so a database must compare the text byte by byte.
     *
     * @return the text; its form is stable across versions, as stores keep it
     */
    public String text() {
        var text = new StringBuilder(endpoint.length() + id.length() + 3);
        escape(endpoint, true, text);
        text.append(':').append(kind.letter).append(':');
        escape(id, false, text);
        return text.toString();
    }

    @Override
    public int compareTo(ClaimKey other) {
        return ORDER.compare(this, other);
    }

    /** Returns {@link #text()}, which cannot break a log line. */
    @Override
    public String toString() {
        return text();
    }

    private static void escape(String part, boolean colons, StringBuilder into) {
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            if (c <= ' ' || c > '~' || c == '%' || (colons && c == ':')) {
                into.append('%').append(HexFormat.of().withUpperCase().toHexDigits(c));
            } else {
                into.append(c);
            }
        }
    }

    private static byte[] sha256(String id) {
        ByteBuffer codeUnits = ByteBuffer.allocate(id.length() * Character.BYTES);
        codeUnits.asCharBuffer().put(id);
        try {
            return MessageDigest.getInstance("SHA-256").digest(codeUnits.array());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private static void requireNotEmpty(String part, String name) {
        if (requireNonNull(part, name).isEmpty()) {
            throw new IllegalArgumentException(name + " must not be empty");
        }
    }
}
