package io.hookward.scheme;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * One value of a scheme's description that remembers where it stands, so that an error can say so.
 *
 * @param value a {@code Map<String, Node>}, a {@code List<Node>}, a String, a Long or a Boolean
 * @param place such as {@code acme.json:12}
 */
record Node(Object value, String place) {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private static final String VALUES = "a value must be text, a whole number, true, false, a list or an object";

    /** Reads JSON; {@code file} only names it in errors. */
    static Node parse(InputStream json, String file) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
            parser.nextToken();
            Node node = read(parser, file);
            if (parser.nextToken() != null) {
                throw new SchemeException(file + ":"
                        + parser.currentTokenLocation().getLineNr() + ": there is more behind the scheme's end");
            }
            return node;
        } catch (JacksonException malformed) {
            var location = malformed.getLocation();
            String line = location == null ? "" : ":" + location.getLineNr();
            throw new SchemeException(file + line + ": this is not JSON: " + malformed.getOriginalMessage());
        }
    }

    private static Node read(JsonParser parser, String file) {
        String place = file + ":" + parser.currentTokenLocation().getLineNr();
        @Nullable JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            Map<String, Node> fields = new LinkedHashMap<>();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                fields.put(name, read(parser, file));
            }
            return new Node(fields, place);
        }
        if (token == JsonToken.START_ARRAY) {
            List<Node> items = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                items.add(read(parser, file));
            }
            return new Node(items, place);
        }
        if (token == JsonToken.VALUE_STRING) {
            return new Node(parser.getString(), place);
        }
        if (token == JsonToken.VALUE_NUMBER_INT) {
            return new Node(parser.getLongValue(), place);
        }
        if (token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE) {
            return new Node(token == JsonToken.VALUE_TRUE, place);
        }
        throw new SchemeException(place + ": " + VALUES);
    }

    /**
     * Wraps maps, lists and plain values, as a YAML reader gives them.
     *
     * @throws SchemeException if there is a value among them that JSON could not hold, or a fraction, or nothing
     */
    static Node of(@Nullable Object value, String place) {
        return of(value, place, "");
    }

    private static Node of(@Nullable Object value, String place, String path) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Node> fields = new LinkedHashMap<>();
            map.forEach((name, field) -> fields.put(
                    String.valueOf(name), of(field, place, path.isEmpty() ? String.valueOf(name) : path + "." + name)));
            return new Node(fields, place);
        }
        if (value instanceof List<?> list) {
            List<Node> items = new ArrayList<>();
            list.forEach(item -> items.add(of(item, place, path)));
            return new Node(items, place);
        }
        if (value instanceof Long || value instanceof Integer) {
            return new Node(((Number) value).longValue(), place);
        }
        if (value == null || value instanceof Number) {
            throw new SchemeException(place + ": " + path + ": " + VALUES);
        }
        return new Node(value instanceof Boolean ? value : String.valueOf(value), place);
    }

    /** This value as plain maps, lists, strings, numbers and booleans. */
    Object plain() {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> fields = new LinkedHashMap<>();
            map.forEach((name, field) -> fields.put((String) name, ((Node) field).plain()));
            return fields;
        }
        if (value instanceof List<?> list) {
            List<Object> items = new ArrayList<>();
            list.forEach(item -> items.add(((Node) item).plain()));
            return items;
        }
        return value;
    }

    boolean isObject() {
        return value instanceof Map;
    }

    @SuppressWarnings("unchecked")
    Map<String, Node> fields() {
        return (Map<String, Node>) value;
    }

    /** The items of a list; a single value counts as a list of one. */
    @SuppressWarnings("unchecked")
    List<Node> items() {
        return value instanceof List ? (List<Node>) value : List.of(this);
    }

    /** This object laid over another: objects are merged field by field, everything else is replaced. */
    Node over(Node base) {
        if (!isObject() || !base.isObject()) {
            return this;
        }
        Map<String, Node> merged = new LinkedHashMap<>(base.fields());
        fields().forEach((name, field) -> merged.merge(name, field, (below, above) -> above.over(below)));
        return new Node(merged, place);
    }
}
