package io.hookward.sign;

import io.hookward.request.Form;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Puts a text into a body where a scheme reads it, for senders. */
final class BodyWriter {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private BodyWriter() {}

    /**
     * The JSON with a text at a pointer; what stands there is replaced.
     *
     * @throws IllegalArgumentException if the body is not JSON, or has a plain value on the way to the pointer
     */
    static byte[] withField(byte[] json, String pointer, String text) {
        try {
            JsonNode root = json.length == 0 ? MAPPER.createObjectNode() : MAPPER.readTree(json);
            return MAPPER.writeValueAsBytes(with(root, JsonPointer.compile(pointer), text));
        } catch (JacksonException notJson) {
            throw new IllegalArgumentException("the body must be JSON: the scheme has a value at " + pointer);
        }
    }

    private static JsonNode with(JsonNode node, JsonPointer path, String text) {
        if (path.matches()) {
            return StringNode.valueOf(text);
        }
        if (node instanceof ObjectNode object) {
            String name = path.getMatchingProperty();
            JsonNode inside = object.has(name) ? object.get(name) : MAPPER.createObjectNode();
            return object.set(name, with(inside, path.tail(), text));
        }
        int index = path.getMatchingIndex();
        if (node instanceof ArrayNode array && index >= 0 && index < array.size()) {
            array.set(index, with(array.get(index), path.tail(), text));
            return array;
        }
        throw new IllegalArgumentException("the body has no object or array in which the scheme's value could stand");
    }

    /** The URL-encoded form with a text in a field, or in the JSON in a field if the name goes on with {@code #/…}. */
    static byte[] withFormField(byte[] form, String name, String text) {
        int hash = name.indexOf('#');
        String field = hash < 0 ? name : name.substring(0, hash);
        List<Map.Entry<String, String>> fields =
                Form.urlEncoded(form, 0, form.length, StandardCharsets.UTF_8).entries();
        String value = text;
        if (hash >= 0) {
            String json = fields.stream()
                    .filter(item -> item.getKey().equals(field))
                    .findFirst()
                    .map(Map.Entry::getValue)
                    .orElse("");
            byte[] changed = withField(json.getBytes(StandardCharsets.UTF_8), name.substring(hash + 1), text);
            value = new String(changed, StandardCharsets.UTF_8);
        }
        return encoded(fields, field, value).getBytes(StandardCharsets.US_ASCII);
    }

    /** The query string with a text in a parameter; one that is there is replaced. */
    static String withParameter(String query, String name, String text) {
        byte[] bytes = query.getBytes(StandardCharsets.UTF_8);
        return encoded(
                Form.urlEncoded(bytes, 0, bytes.length, StandardCharsets.UTF_8).entries(), name, text);
    }

    private static String encoded(List<Map.Entry<String, String>> fields, String name, String value) {
        List<String> items = new ArrayList<>();
        for (Map.Entry<String, String> field : fields) {
            if (!field.getKey().equals(name)) {
                items.add(encode(field.getKey()) + '=' + encode(field.getValue()));
            }
        }
        items.add(encode(name) + '=' + encode(value));
        return String.join("&", items);
    }

    /** As the WHATWG's application/x-www-form-urlencoded has it. */
    private static String encode(String text) {
        StringBuilder encoded = new StringBuilder(text.length());
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            if (b >= '0' && b <= '9' || b >= 'A' && b <= 'Z' || b >= 'a' && b <= 'z' || "*-._".indexOf(b) >= 0) {
                encoded.append((char) b);
            } else if (b == ' ') {
                encoded.append('+');
            } else {
                encoded.append('%').append(HEX.toHexDigits(b));
            }
        }
        return encoded.toString();
    }
}
