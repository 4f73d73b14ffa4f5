package io.hookward.content;

import io.hookward.request.RejectedException;
import io.hookward.request.RejectionReason;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON printed again, for the few providers that sign what they print and not what they send. */
public final class JsonText {
    private static final JsonFactory JSON = new JsonFactory();

    private static final class Tree {
        static final JsonMapper MAPPER = new JsonMapper();
    }

    private JsonText() {}

    /** Without white space, the order of names and the spelling of numbers kept. */
    public static byte[] compact(byte[] json) {
        ByteArrayOutputStream compact = new ByteArrayOutputStream(json.length);
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json);
                JsonGenerator generator = JSON.createGenerator(ObjectWriteContext.empty(), compact)) {
            while (parser.nextToken() != null) {
                if (parser.currentToken().isNumeric()) {
                    generator.writeRawValue(parser.getString());
                } else {
                    generator.copyCurrentEvent(parser);
                }
            }
        } catch (JacksonException notJson) {
            throw malformed();
        }
        return compact.toByteArray();
    }

    /** In the canonical form of RFC 8785: names sorted by UTF-16, numbers as ECMAScript prints them. */
    public static byte[] canonical(byte[] json) {
        try {
            StringBuilder text = new StringBuilder(json.length);
            canonical(Tree.MAPPER.readTree(json), text);
            return text.toString().getBytes(StandardCharsets.UTF_8);
        } catch (JacksonException notJson) {
            throw malformed();
        }
    }

    private static void canonical(JsonNode node, StringBuilder text) {
        if (node.isObject()) {
            Map<String, JsonNode> sorted = new TreeMap<>();
            node.properties().forEach(field -> sorted.put(field.getKey(), field.getValue()));
            String separator = "{";
            for (Map.Entry<String, JsonNode> field : sorted.entrySet()) {
                text.append(separator).append(quoted(field.getKey())).append(':');
                canonical(field.getValue(), text);
                separator = ",";
            }
            text.append(sorted.isEmpty() ? "{}" : "}");
        } else if (node.isArray()) {
            String separator = "[";
            for (JsonNode item : node) {
                text.append(separator);
                canonical(item, text);
                separator = ",";
            }
            text.append(node.isEmpty() ? "[]" : "]");
        } else if (node.isNumber()) {
            text.append(number(node.decimalValue()));
        } else {
            text.append(node.isString() ? quoted(node.stringValue()) : node.toString());
        }
    }

    private static String quoted(String text) {
        return Tree.MAPPER.writeValueAsString(text);
    }

    /** Whole numbers up to 10^21 in digits; the rest as the shortest text that gives the same double. */
    private static String number(BigDecimal number) {
        double value = number.doubleValue();
        if (Double.isInfinite(value)) {
            throw malformed();
        }
        if (value == Math.rint(value) && Math.abs(value) < 1e21) {
            return value == 0 ? "0" : new BigDecimal(value).toBigInteger().toString();
        }
        BigDecimal shortest = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        if (Math.abs(value) >= 1e-6 && Math.abs(value) < 1e21) {
            return shortest.toPlainString();
        }
        int exponent = shortest.precision() - shortest.scale() - 1;
        String mantissa = shortest.movePointLeft(exponent).toPlainString();
        return mantissa + "e" + (exponent < 0 ? "" : "+") + exponent;
    }

    /** The plain values of an object, by name, in order; a nested value is refused. */
    public static List<Map.Entry<String, String>> flatFields(byte[] body, int offset, int length) {
        return fields(body, offset, length, false);
    }

    /** The plain values of an object, by name, in order; nested ones are passed over. */
    public static List<Map.Entry<String, String>> plainFields(byte[] json) {
        return fields(json, 0, json.length, true);
    }

    private static List<Map.Entry<String, String>> fields(byte[] body, int offset, int length, boolean nested) {
        List<Map.Entry<String, String>> fields = new ArrayList<>();
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), body, offset, length)) {
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
                    continue;
                }
                fields.add(Map.entry(name, parser.currentToken() == JsonToken.VALUE_NULL ? "" : parser.getString()));
            }
        } catch (JacksonException notJson) {
            throw malformed();
        }
        return fields;
    }

    private static RejectedException malformed() {
        return RejectedException.untraced(
                RejectionReason.BODY_MALFORMED, "the body is not the JSON that the scheme signs");
    }
}
