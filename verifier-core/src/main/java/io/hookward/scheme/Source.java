package io.hookward.scheme;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A place in a request where one value stands, written as {@code kind:name}.
 *
 * <ul>
 *   <li>{@code header:X-Event-Id}: a request header, found whatever its case
 *   <li>{@code body:/data/id}: a JSON pointer (RFC 6901) into the body
 *   <li>{@code form:payload}: a field of a form, URL-encoded or multipart; {@code form:payload#/id}: a JSON pointer into
 *       the JSON that stands in the field
 *   <li>{@code query:token}: a parameter of the query string
 *   <li>{@code path:tenant}: a named variable of the endpoint's path template
 *   <li>{@code signature:t}: a labelled item of the signature header, or its position counted from 0
 *   <li>{@code text}: the whole body as text; only where it is a token itself
 *   <li>{@code fingerprint}: the SHA-256 of the body; only as an id, and only where a provider's equal bytes mean the
 *       same event
 * </ul>
 *
 * @param kind where to look
 * @param name the header, pointer, field, parameter, variable or label; empty for {@link Kind#TEXT} and {@link Kind#FINGERPRINT}
 */
public record Source(Kind kind, String name) {
    /** The text form of the body's SHA-256. */
    static final String FINGERPRINT = "fingerprint";

    /** The text form of the whole body. */
    static final String TEXT = "text";

    /** The kinds of places. */
    public enum Kind {
        /** A request header. */
        HEADER,
        /** A JSON pointer into the body. */
        BODY,
        /** A field of a form-encoded body. */
        FORM,
        /** A parameter of the query string. */
        QUERY,
        /** A named variable of the endpoint's path template. */
        PATH,
        /** An item of the signature header. */
        SIGNATURE,
        /** The whole body as text. */
        TEXT,
        /** The SHA-256 of the body. */
        FINGERPRINT
    }

    /**
     * Reads a source from its text form.
     *
     * @throws IllegalArgumentException if the text is not of the form described above
     */
    public static Source parse(String text) {
        if (text.equals(FINGERPRINT)) {
            return new Source(Kind.FINGERPRINT, "");
        }
        if (text.equals(TEXT)) {
            return new Source(Kind.TEXT, "");
        }
        int colon = text.indexOf(':');
        @Nullable Kind kind = colon < 0 ? null : kindOf(text.substring(0, colon));
        if (kind == null || kind == Kind.TEXT || kind == Kind.FINGERPRINT) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no source; write header:NAME, body:/POINTER, form:FIELD,"
                            + " query:PARAMETER, path:VARIABLE, signature:LABEL or fingerprint");
        }
        String name = text.substring(colon + 1);
        if (kind == Kind.FORM && name.indexOf('#') >= 0 && !name.matches("[^#]+#/.*")) {
            throw new IllegalArgumentException("'" + text + "' must be form:FIELD or form:FIELD#/POINTER");
        }
        if (name.isBlank() || kind == Kind.BODY && !name.startsWith("/")) {
            throw new IllegalArgumentException("'" + text + "' names nothing after the colon"
                    + (kind == Kind.BODY ? "; a body pointer starts with '/'" : ""));
        }
        return new Source(kind, name);
    }

    private static @Nullable Kind kindOf(String word) {
        for (Kind kind : Kind.values()) {
            if (kind.name().toLowerCase(Locale.ROOT).equals(word)) {
                return kind;
            }
        }
        return null;
    }

    /** Whether the value stands in the body, so that it cannot be read before the body was. */
    public boolean isInBody() {
        return kind == Kind.BODY || kind == Kind.FORM || kind == Kind.TEXT || kind == Kind.FINGERPRINT;
    }

    /** The text form, as {@link #parse} reads it. */
    @Override
    public String toString() {
        String word = kind.name().toLowerCase(Locale.ROOT);
        return name.isEmpty() ? word : word + ':' + name;
    }
}
