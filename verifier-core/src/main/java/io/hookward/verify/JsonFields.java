package io.hookward.verify;

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
import tools.jackson.core.json.JsonFactory;

/**
 * Reads a few fields out of a JSON body, token by token and only as far as they stand. Numbers and strings are given as
 * they are written; objects, arrays and null count as absent.
 */
final class JsonFields {
    private static final JsonFactory JSON = new JsonFactory();

    private JsonFields() {}

    /**
     * The fields at these pointers.
     *
     * @return by pointer, without those that are absent; empty if the body is not JSON. Where a name comes twice, the
     *     first counts.
     */
    static Map<String, String> read(byte[] body, int offset, int length, Collection<String> pointers) {
        Map<String, String> found = new HashMap<>();
        List<Wanted> wanted = new ArrayList<>(pointers.size());
        pointers.forEach(pointer -> wanted.add(new Wanted(pointer, JsonPointer.compile(pointer))));
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), body, offset, length)) {
            parser.nextToken();
            collect(parser, wanted, found, pointers.size());
        } catch (JacksonException notJson) {
            // What was found before the fault stands: the signature covers the body, valid JSON or not.
        }
        return found;
    }

    /** Reads the value the parser stands at; returns whether everything wanted was found. */
    private static boolean collect(JsonParser parser, List<Wanted> wanted, Map<String, String> found, int count) {
        @Nullable JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
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
