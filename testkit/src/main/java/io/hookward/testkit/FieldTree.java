package io.hookward.testkit;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes fields that are given by their JSON pointers. */
final class FieldTree {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private FieldTree() {}

    /** A JSON document with these fields. Where two are at odds, the later one stands. */
    static byte[] json(Map<String, Object> fields) {
        JsonNode root = null;
        for (Map.Entry<String, Object> field : fields.entrySet()) {
            root = with(root, JsonPointer.compile(field.getKey()), MAPPER.valueToTree(field.getValue()));
        }
        return MAPPER.writeValueAsBytes(root == null ? NODES.objectNode() : root);
    }

    private static JsonNode with(@Nullable JsonNode node, JsonPointer path, JsonNode value) {
        if (path.matches()) {
            return value;
        }
        int index = path.getMatchingIndex();
        if (index >= 0 && !(node instanceof ObjectNode)) {
            ArrayNode array = node instanceof ArrayNode known ? known : NODES.arrayNode();
            while (array.size() <= index) {
                array.addNull();
            }
            array.set(index, with(array.get(index), path.tail(), value));
            return array;
        }
        ObjectNode object = node instanceof ObjectNode known ? known : NODES.objectNode();
        String name = path.getMatchingProperty();
        object.set(name, with(object.get(name), path.tail(), value));
        return object;
    }

    /**
     * The same fields as a form, each named by its pointer without the first slash; those whose name goes on with
     * {@code #/…} stand in one field as JSON.
     */
    static byte[] form(Map<String, Object> fields) {
        Map<String, Map<String, Object>> nested = new LinkedHashMap<>();
        Map<String, Object> plain = new LinkedHashMap<>();
        fields.forEach((pointer, value) -> {
            int hash = pointer.indexOf('#');
            if (hash < 0) {
                plain.put(pointer, value);
            } else {
                nested.computeIfAbsent(pointer.substring(0, hash), absent -> new LinkedHashMap<>())
                        .put(pointer.substring(hash + 1), value);
            }
        });
        nested.forEach((field, inside) -> plain.put(field, new String(json(inside), StandardCharsets.UTF_8)));
        return plain.entrySet().stream()
                .map(field -> encode(field.getKey().substring(1)) + "=" + encode(String.valueOf(field.getValue())))
                .collect(Collectors.joining("&"))
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
