package io.hookward.content;

import io.hookward.request.RejectedException;
import io.hookward.request.RejectionReason;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** JSON printed again, for the few providers that sign what they print and not what they send. */
public final class JsonText {
    /** What stands for an object or an array among plain values. */
    private static final String NESTED = "[]";

    private static final JsonFactory JSON = new JsonFactory();

    private JsonText() {}

    /**
     * Without white space, the order of names and the spelling of numbers kept.
     *
     * @throws RejectedException if the body is not one value in UTF-8, or could be read in two ways
     */
    public static byte[] compact(byte[] json) {
        ByteArrayOutputStream compact = new ByteArrayOutputStream(json.length);
        try (JsonParser parser = StrictJson.parser(json, 0, json.length);
                JsonGenerator generator = JSON.createGenerator(ObjectWriteContext.empty(), compact)) {
            do {
                copy(parser, generator);
            } while (!parser.streamReadContext().inRoot());
            if (parser.nextToken() != null) {
                throw malformed();
            }
        } catch (JacksonException notJson) {
            throw malformed();
        }
        return compact.toByteArray();
    }

    private static void copy(JsonParser parser, JsonGenerator generator) {
        JsonToken token = parser.nextToken();
        if (token == null) {
            throw malformed();
        }
        if (token.isNumeric()) {
            generator.writeRawValue(parser.getString());
        } else {
            generator.copyCurrentEvent(parser);
        }
    }

    /** The plain values of an object, by name, in order; a nested value is refused. */
    public static List<Map.Entry<String, String>> flatFields(byte[] body, int offset, int length) {
        return fields(body, offset, length, false);
    }

    /** The plain values of an object, by name, in order; a nested one is given as {@code []}. */
    public static List<Map.Entry<String, String>> plainFields(byte[] json) {
        return fields(json, 0, json.length, true);
    }

    private static List<Map.Entry<String, String>> fields(byte[] body, int offset, int length, boolean nested) {
        List<Map.Entry<String, String>> fields = new ArrayList<>();
        try (JsonParser parser = StrictJson.parser(body, offset, length)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw malformed();
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                if (!parser.nextToken().isScalarValue()) {
                    if (!nested) {
                        throw malformed();
                    }
                    parser.skipChildren();
                    fields.add(Map.entry(name, NESTED));
                    continue;
                }
                String value = parser.currentToken() == JsonToken.VALUE_NULL ? "" : parser.getString();
                if (!StrictJson.isUnicode(name) || !StrictJson.isUnicode(value)) {
                    throw malformed();
                }
                fields.add(Map.entry(name, value));
            }
            if (parser.nextToken() != null) {
                throw malformed();
            }
        } catch (JacksonException notJson) {
            throw malformed();
        }
        return fields;
    }

    static RejectedException malformed() {
        return RejectedException.untraced(
                RejectionReason.BODY_MALFORMED, "the body is not the JSON that the scheme signs");
    }
}
