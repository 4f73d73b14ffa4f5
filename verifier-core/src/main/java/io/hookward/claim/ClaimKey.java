package io.hookward.claim;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;

/**
 * What a claim is about: one id, of one kind, of one tenant at one endpoint. The four are compared apart and exactly, so
 * no choice of names makes two keys equal.
 *
 * <p>A key has a {@linkplain #text text} of bounded length, from which it can be {@linkplain #parse read back}. Nothing is
 * cut for that: a tenant or id whose text would be longer than {@value #MAX_TENANT_LENGTH} or {@value #MAX_ID_LENGTH} chars
 * is replaced by {@code sha256:} and the 64 lower-case hex digits of the SHA-256 of its UTF-16 code units, big-endian. A
 * key made from the {@link #id()} of another equals that one, so an operator can use what a log shows; the price is that a
 * long id and the text of its own hash are one id.
 *
 * <p>Keys are ordered by endpoint, tenant, kind and id, so that a store can lock several of them in one order.
 *
 * @param endpoint the name of the endpoint; not empty, and a text of at most {@value #MAX_ENDPOINT_LENGTH} chars
 * @param tenant whose delivery it is; empty where the endpoint does not tell tenants apart
 * @param kind what the id identifies
 * @param id the id; not empty
 */
public record ClaimKey(String endpoint, String tenant, Kind kind, String id) implements Comparable<ClaimKey> {

    /** The largest number of chars in the text of an endpoint. */
    public static final int MAX_ENDPOINT_LENGTH = 64;

    /** The largest number of chars in the text of a tenant. */
    public static final int MAX_TENANT_LENGTH = 100;

    /** The largest number of chars in the text of an id. */
    public static final int MAX_ID_LENGTH = 200;

    /**
     * The largest number of chars in the {@link #text} of a key. All are ASCII, so it is the number of bytes too, and a
     * column of this width can be indexed by every database.
     */
    public static final int MAX_TEXT_LENGTH = MAX_ENDPOINT_LENGTH + MAX_TENANT_LENGTH + MAX_ID_LENGTH + 4;

    private static final Comparator<ClaimKey> ORDER = Comparator.comparing(ClaimKey::endpoint)
            .thenComparing(ClaimKey::tenant)
            .thenComparing(ClaimKey::kind)
            .thenComparing(ClaimKey::id);

    /** What an id identifies. Ids of different kinds never meet. */
    public enum Kind {
        /** The provider's id of a delivery. */
        DELIVERY("d"),

        /** The signature of one request, to notice the same signature under another, unsigned id. */
        SIGNATURE("s"),

        /** The signed bytes of one request, where nothing else tells a repetition. */
        CONTENT("c");

        private final String letter;

        Kind(String letter) {
            this.letter = letter;
        }
    }

    /**
     * Makes a key, replacing a long tenant or id by its hash.
     *
     * @throws IllegalArgumentException if the endpoint or the id is empty, or the endpoint is too long
     */
    public ClaimKey {
        requireNotEmpty(endpoint, "endpoint");
        requireNonNull(tenant, "tenant");
        requireNonNull(kind, "kind");
        requireNotEmpty(id, "id");
        if (!KeyText.fits(endpoint, MAX_ENDPOINT_LENGTH, true)) {
            throw new IllegalArgumentException(
                    "the endpoint's text must have at most " + MAX_ENDPOINT_LENGTH + " chars: " + endpoint.length());
        }
        tenant = KeyText.bounded(tenant, MAX_TENANT_LENGTH, true);
        id = KeyText.bounded(id, MAX_ID_LENGTH, false);
    }

    /**
     * Reads back what {@link #text} wrote.
     *
     * @param text the text of a key
     * @return the key, equal to the one that was written
     * @throws IllegalArgumentException if it is not the text of any key
     */
    public static ClaimKey parse(String text) {
        String[] parts = text.split(":", 4);
        if (parts.length == 4) {
            for (Kind kind : Kind.values()) {
                String endpoint = KeyText.unescape(parts[0]);
                String id = KeyText.unescape(parts[3]);
                if (kind.letter.equals(parts[2]) && !endpoint.isEmpty() && !id.isEmpty()) {
                    ClaimKey key = new ClaimKey(endpoint, KeyText.unescape(parts[1]), kind, id);
                    if (key.text().equals(text)) {
                        return key;
                    }
                }
            }
        }
        throw new IllegalArgumentException("not the text of a claim key: it has the form endpoint:tenant:kind:id");
    }

    /**
     * The key as one line of printable ASCII without blanks, for stores that need text: {@code endpoint:tenant:d:id},
     * {@code endpoint:tenant:s:id} for a signature, {@code endpoint:tenant:c:id} for content. {@code %}, a colon in the
     * endpoint or tenant, and every char that is a blank, a control or not ASCII are written as {@code %} and the four
     * upper-case hex digits of their UTF-16 code unit. Different keys have different texts. Letter case is significant, so
     * a database must compare the text byte by byte.
     *
     * @return the text, of at most {@value #MAX_TEXT_LENGTH} chars; its form is stable across versions, as stores keep it
     */
    public String text() {
        var text = new StringBuilder(endpoint.length() + tenant.length() + id.length() + 4);
        KeyText.escape(endpoint, true, text);
        text.append(':');
        KeyText.escape(tenant, true, text);
        text.append(':').append(kind.letter).append(':');
        KeyText.escape(id, false, text);
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

    private static void requireNotEmpty(String part, String name) {
        if (requireNonNull(part, name).isEmpty()) {
            throw new IllegalArgumentException(name + " must not be empty");
        }
    }
}
