package io.hookward.scheme;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The content that is signed: literal text and placeholders, such as {@code v0:{timestamp}:{body}}.
 *
 * <p>A placeholder is a {@link Value.Kind} in lower case or a {@link Source}, in braces, optionally followed by
 * filters: {@code {body|sha256|hex}}. A literal brace is written twice.
 *
 * @param parts the pieces in their order
 */
public record Template(List<Part> parts) {
    /** A piece of the signed content. */
    public sealed interface Part permits Literal, Value, IfPresent, Encoded {}

    /**
     * Text that stands in the content as it is.
     *
     * @param text the text, written as UTF-8
     */
    public record Literal(String text) implements Part {}

    /**
     * Something taken from the request.
     *
     * @param kind what
     * @param source where it stands, or where the names of the headers stand, for the kinds that need one
     * @param emptyIfAbsent whether an absent value counts as the empty text; otherwise the request is refused
     * @param filters what is done to it before it is signed
     */
    public record Value(Kind kind, @Nullable Source source, boolean emptyIfAbsent, List<Filter> filters)
            implements Part {
        /** What a placeholder stands for. */
        public enum Kind {
            /** The body's bytes as received. */
            BODY,
            /** The timestamp's text as received. */
            TIMESTAMP,
            /** The delivery id's text as received. */
            ID,
            /** The request method in upper case. */
            METHOD,
            /** The public URL, as configured and with the query as received. */
            URL,
            /** The public URL without its port. */
            URL_WITHOUT_PORT,
            /** The public URL with its port, the scheme's default one if it has none. */
            URL_WITH_PORT,
            /** The public URL up to its query. */
            URL_WITHOUT_QUERY,
            /** The public URL with its parameters sorted, and the form's fields, sorted by name, behind it. */
            URL_FORM_SORTED,
            /** The path and query of the public URL. */
            PATH,
            /** The secret itself: for plain hashes. */
            SECRET,
            /** The body with the secret in place of the text at a source: for plain hashes that stand in the body. */
            BODY_WITH_SECRET,
            /** The id of the secret that makes the HMAC: only in the answer to a handshake. */
            SECRET_ID,
            /**
             * The challenge at a source, the endpoint's handshake token and its public URL without a query, one after the
             * other: only in the answer to a handshake.
             */
            CHALLENGE_TOKEN_URL,
            /** The form's fields, sorted by name: each name followed by its values, sorted and each once. */
            FORM_SORTED,
            /** The form's fields, sorted by name and without {@code p_signature}, as PHP serialises an array. */
            FORM_PHP,
            /** The parameters of query, form or JSON, sorted, as {@code &name=value}, without {@code sig} and empty ones. */
            PARAMETERS_SORTED,
            /** The values of the headers that a list names, with dots between them. */
            HEADER_VALUES,
            /** The headers that a list names, as {@code name:value} with semicolons between them. */
            HEADER_PAIRS,
            /** The headers that a list names, as lines {@code Name: value}. */
            HEADER_LINES,
            /** One {@link Source}. */
            SOURCE;

            /** Whether it stands for headers that the request itself lists. */
            public boolean listsHeaders() {
                return this == HEADER_VALUES || this == HEADER_PAIRS || this == HEADER_LINES;
            }
        }

        /** Keeps its own copy of the filters. */
        public Value {
            filters = List.copyOf(filters);
        }
    }

    /**
     * A stretch that is left out if one of its values is absent.
     *
     * @param parts its pieces
     */
    public record IfPresent(List<Part> parts) implements Part {
        /** Keeps its own copy of the pieces. */
        public IfPresent {
            parts = List.copyOf(parts);
        }
    }

    /**
     * A stretch that is signed in Base64 with the URL alphabet, as the payload of a JSON Web Signature is.
     *
     * @param parts its pieces
     */
    public record Encoded(List<Part> parts) implements Part {
        /** Keeps its own copy of the pieces. */
        public Encoded {
            parts = List.copyOf(parts);
        }
    }

    /** What can be done to a value before it is signed. */
    public enum Filter {
        /** Lower case. */
        LOWER,
        /** Upper case. */
        UPPER,
        /** SHA-256 of the bytes. */
        SHA256,
        /** SHA-512 of the bytes. */
        SHA512,
        /** The bytes in lower-case hex. */
        HEX,
        /** The bytes in Base64. */
        BASE64,
        /** The bytes in Base64 with the URL alphabet and without padding. */
        BASE64URL,
        /** The CRC-32 of the bytes, as an unsigned decimal number. */
        CRC32,
        /** JSON printed again without white space, the order of its names kept. */
        JSON_COMPACT,
        /** JSON in the canonical form of RFC 8785. */
        JSON_CANONICAL,
        /** The text as a JSON string, with its quotation marks. */
        JSON_STRING,
        /** JSON as printers write it that take care of HTML: {@code &}, {@code <} and {@code >} as Unicode escapes. */
        JSON_HTML,
        /** A URL in which the percent escapes of {@code : / ? @ ! $ ' ( ) * , ;} are undone, and no others. */
        DECODE_RESERVED,
        /** A URL in which the percent escapes of characters beyond ASCII are undone, if they are UTF-8, and no others. */
        DECODE_UNICODE,
        /** A URL in whose query spaces, {@code " ' < >} and what is beyond ASCII are escaped, as browsers do. */
        ESCAPE_QUERY,
        /** A URL whose query's names and values are decoded and escaped again, as JavaScript's encodeURIComponent does. */
        ENCODE_QUERY,
        /** A URL whose query's names and values are decoded and escaped again, as forms are: a space is {@code +}. */
        ENCODE_FORM,
        /** The scheme's HMAC under the endpoint's secret: only in the answer to a handshake. */
        HMAC
    }

    private static final Set<Value.Kind> NAMED_BY_SOURCE = EnumSet.of(
            Value.Kind.SOURCE,
            Value.Kind.HEADER_VALUES,
            Value.Kind.HEADER_PAIRS,
            Value.Kind.HEADER_LINES,
            Value.Kind.BODY_WITH_SECRET,
            Value.Kind.CHALLENGE_TOKEN_URL);

    /** Keeps its own copy of the pieces. */
    public Template {
        parts = List.copyOf(parts);
    }

    /**
     * Reads a template.
     *
     * @throws IllegalArgumentException if a brace is left open or a placeholder is unknown
     */
    public static Template parse(String text) {
        return new Template(parts(text));
    }

    static List<Part> parts(String text) {
        List<Part> parts = new ArrayList<>();
        StringBuilder literal = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean doubled = (c == '{' || c == '}') && i + 1 < text.length() && text.charAt(i + 1) == c;
            if (doubled) {
                literal.append(c);
                i++;
            } else if (c == '{') {
                int end = text.indexOf('}', i);
                if (end < 0) {
                    throw new IllegalArgumentException("'" + text + "' has an open brace at " + i);
                }
                addLiteral(parts, literal);
                parts.add(value(text.substring(i + 1, end)));
                i = end;
            } else if (c == '}') {
                throw new IllegalArgumentException("'" + text + "' has a closing brace at " + i
                        + " that nothing opened; a literal one is doubled");
            } else {
                literal.append(c);
            }
        }
        addLiteral(parts, literal);
        return parts;
    }

    private static void addLiteral(List<Part> parts, StringBuilder literal) {
        if (literal.length() > 0) {
            parts.add(new Literal(literal.toString()));
            literal.setLength(0);
        }
    }

    private static Value value(String placeholder) {
        String[] words = placeholder.split("\\|", -1);
        List<Filter> filters = new ArrayList<>();
        for (int i = 1; i < words.length; i++) {
            filters.add(Names.find(Filter.class, words[i], "filter"));
        }
        boolean optional = words[0].endsWith("?");
        String name = optional ? words[0].substring(0, words[0].length() - 1) : words[0];
        int colon = name.indexOf(':');
        if (name.equals(Source.FINGERPRINT) || name.equals(Source.TEXT)) {
            return new Value(Value.Kind.SOURCE, Source.parse(name), optional, filters);
        }
        if (colon < 0) {
            Value.Kind kind = Names.find(Value.Kind.class, name, "placeholder");
            if (NAMED_BY_SOURCE.contains(kind)) {
                throw new IllegalArgumentException("'{" + name + "}' needs a source, as in {header:X-Id}");
            }
            return new Value(kind, null, optional, filters);
        }
        for (Value.Kind kind : NAMED_BY_SOURCE) {
            if (name.substring(0, colon).equals(Names.schemeName(kind))) {
                return new Value(kind, Source.parse(name.substring(colon + 1)), optional, filters);
            }
        }
        return new Value(Value.Kind.SOURCE, Source.parse(name), optional, filters);
    }

    /** Whether the content contains a value of this kind, in whatever part and with whatever filter. */
    public boolean contains(Value.Kind kind) {
        return values().stream().anyMatch(value -> value.kind() == kind);
    }

    /** Whether the content contains what stands at this source. */
    public boolean contains(Source source) {
        return values().stream()
                .anyMatch(value -> value.kind() == Value.Kind.SOURCE && Objects.equals(value.source(), source));
    }

    /** All values of the content in their order, those of optional stretches included. */
    public List<Value> values() {
        List<Value> values = new ArrayList<>();
        collect(parts, values);
        return values;
    }

    private static void collect(List<Part> parts, List<Value> values) {
        for (Part part : parts) {
            if (part instanceof Value value) {
                values.add(value);
            } else if (part instanceof IfPresent optional) {
                collect(optional.parts(), values);
            } else if (part instanceof Encoded encoded) {
                collect(encoded.parts(), values);
            }
        }
    }
}
