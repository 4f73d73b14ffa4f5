package io.hookward.content;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonPointer;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads a few fields out of a JSON body, token by token and only as far as they stand. Numbers and strings are given as
 * they are written; objects, arrays and null count as absent.
 */
public final class JsonFields {
    private static final JsonFactory JSON = new JsonFactory();
    private static final JsonFactory STRICT = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** What stands for an object or array: it is there, but has no text. */
    private static final String CONTAINER = "";

    private JsonFields() {}

    /**
     * The fields at these pointers.
     *
     * @return by pointer, without those that are absent, and with the empty text for an object or array; empty if the
     *     body is not JSON. Where a name comes twice, the first counts.
     */
    public static Map<String, String> read(byte[] body, int offset, int length, Collection<String> pointers) {
        Map<String, String> found = new HashMap<>();
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), body, offset, length)) {
            parser.nextToken();
            collect(parser, wanted(pointers), found, pointers.size());
        } catch (JacksonException notJson) {
            // What was found before the fault stands: the signature covers the body, valid JSON or not.
        }
        return found;
    }

    /**
     * The fields at these pointers, of a body that is not signed as a whole. It is read to its end, and no name may come
     * twice: the application's parser might take the other one, which nobody signed.
     *
     * @return as {@link #read}; empty if the body is not JSON, or a name comes twice
     */
    public static Map<String, String> readWhole(byte[] body, int offset, int length, Collection<String> pointers) {
        Map<String, String> found = new HashMap<>();
        try (JsonParser parser = STRICT.createParser(ObjectReadContext.empty(), body, offset, length)) {
            parser.nextToken();
            collect(parser, wanted(pointers), found, Integer.MAX_VALUE);
            return parser.nextToken() == null ? found : Map.of();
        } catch (JacksonException notJson) {
            return Map.of();
        }
    }

    private static List<Wanted> wanted(Collection<String> pointers) {
        return pointers.stream()
                .map(pointer -> new Wanted(pointer, JsonPointer.compile(pointer)))
                .toList();
    }

    /** Reads the value the parser stands at; returns whether everything wanted was found. */
    private static boolean collect(JsonParser parser, List<Wanted> wanted, Map<String, String> found, int count) {
        @Nullable JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
            wanted.stream()
                    .filter(field -> field.rest().matches())
                    .forEach(field -> found.putIfAbsent(field.pointer(), CONTAINER));
            return collectChildren(parser, token == JsonToken.START_ARRAY, wanted, found, count);
        }
        if (token != null && token.isScalarValue() && token != JsonToken.VALUE_NULL) {
            for (Wanted field : wanted) {
                if (field.rest().matches()) {
                    found.putIfAbsent(field.pointer(), parser.getString());
                }
            }
        }
        return found.size() == count;
    }

    private static boolean collectChildren(
            JsonParser parser, boolean array, List<Wanted> wanted, Map<String, String> found, int count) {
        JsonToken end = array ? JsonToken.END_ARRAY : JsonToken.END_OBJECT;
        for (int index = 0; parser.nextToken() != end; index++) {
            List<Wanted> inside = new ArrayList<>(0);
            @Nullable String name = array ? null : parser.currentName();
            for (Wanted field : wanted) {
                JsonPointer rest = name == null
                        ? field.rest().matchElement(index)
                        : field.rest().matchProperty(name);
                if (rest != null) {
                    inside.add(new Wanted(field.pointer(), rest));
                }
            }
            if (!array) {
                parser.nextToken();
            }
            if (inside.isEmpty()) {
                parser.skipChildren();
            } else if (collect(parser, inside, found, count)) {
                return true;
            }
        }
        return false;
    }

    private record Wanted(String pointer, JsonPointer rest) {}
}
