package io.hookward.content;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads a few fields out of a JSON text, each into a place with a number. Numbers and strings are given as they are
 * written; null counts as absent; an object or an array is there, but has no text. Safe for use by several threads.
 */
final class JsonFields {
    /** Reads nothing. */
    static final JsonFields NONE = of(Map.of());

    /** What stands for an object or array: blank, because it has no text, and yet not the empty string. */
    static final String CONTAINER = " ";

    private final Node root;
    private final int[] slots;

    /**
     * A name or an index on the way to a field.
     *
     * @param index the name as an index of an array, or -1
     * @param slot where the value that stands here goes, or -1
     */
    record Node(String name, byte[] utf8, int index, int slot, List<Node> children) {
        @Nullable
        Node named(String other) {
            for (Node child : children) {
                if (child.name.equals(other)) {
                    return child;
                }
            }
            return null;
        }

        @Nullable
        Node at(int position) {
            for (Node child : children) {
                if (child.index == position) {
                    return child;
                }
            }
            return null;
        }
    }

    private JsonFields(Node root, int[] slots) {
        this.root = root;
        this.slots = slots;
    }

    /**
     * A reader of fields.
     *
     * @param pointers JSON pointers (RFC 6901), each with the number of its place
     */
    static JsonFields of(Map<String, Integer> pointers) {
        List<Map.Entry<List<String>, Integer>> paths = new ArrayList<>();
        pointers.forEach((pointer, slot) -> paths.add(Map.entry(names(pointer), slot)));
        int[] slots = pointers.values().stream().mapToInt(Integer::intValue).toArray();
        return new JsonFields(node("", paths, 0), slots);
    }

    private static List<String> names(String pointer) {
        List<String> names = new ArrayList<>();
        for (String name : pointer.substring(1).split("/", -1)) {
            names.add(name.replace("~1", "/").replace("~0", "~"));
        }
        return names;
    }

    private static Node node(String name, List<Map.Entry<List<String>, Integer>> paths, int depth) {
        int slot = -1;
        List<Node> children = new ArrayList<>();
        List<String> done = new ArrayList<>();
        for (Map.Entry<List<String>, Integer> path : paths) {
            if (path.getKey().size() == depth) {
                slot = path.getValue();
                continue;
            }
            String next = path.getKey().get(depth);
            if (!done.contains(next)) {
                done.add(next);
                List<Map.Entry<List<String>, Integer>> below = paths.stream()
                        .filter(other -> other.getKey().size() > depth
                                && other.getKey().get(depth).equals(next))
                        .toList();
                children.add(node(next, below, depth + 1));
            }
        }
        return new Node(name, name.getBytes(StandardCharsets.UTF_8), index(name), slot, List.copyOf(children));
    }

    private static int index(String name) {
        boolean digits = !name.isEmpty() && name.length() < 9 && name.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits && (name.length() == 1 || name.charAt(0) != '0') ? Integer.parseInt(name) : -1;
    }

    /**
     * Reads a signed body, only as far as the fields stand. Where a name comes twice, the first is taken. What was found
     * before a fault stands: the signature covers the body, valid JSON or not.
     *
     * @param found takes the texts
     */
    void read(byte[] json, int offset, int length, @Nullable String[] found) {
        if (slots.length > 0) {
            new JsonScanner(json, offset, length, found, slots.length).read(root);
        }
    }

    /**
     * Reads a text that is not signed as a whole. It is read to its end, and no name may come twice: the application's
     * parser might take the other one, which nobody signed. If it is not such JSON in UTF-8, it has no fields.
     *
     * @param found takes the texts
     */
    void readWhole(byte[] json, int offset, int length, @Nullable String[] found) {
        if (slots.length == 0) {
            return;
        }
        try (JsonParser parser = StrictJson.parser(json, offset, length)) {
            parser.nextToken();
            collect(parser, root, found);
            if (parser.nextToken() == null && isUnicode(found)) {
                return;
            }
        } catch (JacksonException notJson) {
            // As if it were empty.
        }
        for (int slot : slots) {
            found[slot] = null;
        }
    }

    /** Half a character would be signed like a question mark. */
    private boolean isUnicode(@Nullable String[] found) {
        for (int slot : slots) {
            if (found[slot] != null && !StrictJson.isUnicode(found[slot])) {
                return false;
            }
        }
        return true;
    }

    /** Marks the fields that were not found. */
    void markAbsent(@Nullable String[] found, String absent) {
        for (int slot : slots) {
            if (found[slot] == null) {
                found[slot] = absent;
            }
        }
    }

    private static void collect(JsonParser parser, Node node, @Nullable String[] found) {
        @Nullable JsonToken token = parser.currentToken();
        boolean container = token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY;
        if (node.slot() >= 0 && found[node.slot()] == null) {
            if (container) {
                found[node.slot()] = CONTAINER;
            } else if (token != null && token.isScalarValue() && token != JsonToken.VALUE_NULL) {
                found[node.slot()] = parser.getString();
            }
        }
        if (container) {
            collectChildren(parser, token == JsonToken.START_ARRAY, node, found);
        }
    }

    private static void collectChildren(JsonParser parser, boolean array, Node node, @Nullable String[] found) {
        JsonToken end = array ? JsonToken.END_ARRAY : JsonToken.END_OBJECT;
        for (int index = 0; parser.nextToken() != end; index++) {
            Node child = array ? node.at(index) : node.named(String.valueOf(parser.currentName()));
            if (!array) {
                parser.nextToken();
            }
            if (child == null) {
                parser.skipChildren();
            } else {
                collect(parser, child, found);
            }
        }
    }
}
