package io.hookward.cli.sample;

import io.hookward.cli.UsageException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The sample events of one provider: small bodies of the provider's shape, with an id and times of their own. In the
 * resources, <code>${id}</code>, <code>${now}</code>, <code>${now_s}</code> and <code>${now_ms}</code> stand for them, and
 * {@code :number} makes a number of a time.
 */
public final class SampleEvents {
    private static final String FOLDER = "/io/hookward/cli/samples/";

    private final Map<String, JsonNode> events;

    private SampleEvents(Map<String, JsonNode> events) {
        this.events = events;
    }

    /** The providers that have samples, in alphabetical order. */
    public static List<String> providers() {
        return new String(resource("index.txt"), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
    }

    /** The samples of a provider; none if it is not one of {@link #providers()}. */
    public static SampleEvents of(String provider) {
        if (!providers().contains(provider)) {
            return new SampleEvents(Map.of());
        }
        Map<String, JsonNode> events = new java.util.LinkedHashMap<>();
        new JsonMapper()
                .readTree(resource(provider + ".json"))
                .properties()
                .forEach(event -> events.put(event.getKey(), event.getValue()));
        return new SampleEvents(events);
    }

    /** The event types, in the order of the resource. */
    public List<String> types() {
        return List.copyOf(events.keySet());
    }

    /**
     * The body of an event.
     *
     * @param id the id, which stands in the body where the provider has it there
     * @param overrides values by path, such as {@code data.format}; what is JSON becomes JSON, everything else text
     * @throws UsageException if there is no such event, or a path leads through something that is no object or array
     */
    public byte[] body(String type, String id, Instant now, Map<String, String> overrides) {
        JsonNode template = events.get(type);
        if (template == null) {
            throw new UsageException("There is no sample for '" + type + "'"
                    + (events.isEmpty() ? "" : "; there are: " + String.join(", ", events.keySet())));
        }
        JsonNode body = filled(template, id, now);
        overrides.forEach((path, value) -> set(body, path, value));
        return new JsonMapper().writeValueAsBytes(body);
    }

    private static JsonNode filled(JsonNode node, String id, Instant now) {
        if (node.isObject()) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            node.properties().forEach(field -> copy.set(field.getKey(), filled(field.getValue(), id, now)));
            return copy;
        }
        if (node.isArray()) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode();
            node.forEach(item -> copy.add(filled(item, id, now)));
            return copy;
        }
        if (!node.isString() || !node.stringValue().startsWith("${")) {
            return node;
        }
        JsonNodeFactory make = JsonNodeFactory.instance;
        return switch (node.stringValue()) {
            case "${id}" -> make.stringNode(id);
            case "${now}" -> make.stringNode(now.truncatedTo(ChronoUnit.SECONDS).toString());
            case "${now_s}" -> make.stringNode(String.valueOf(now.getEpochSecond()));
            case "${now_ms}" -> make.stringNode(String.valueOf(now.toEpochMilli()));
            case "${now_s:number}" -> make.numberNode(now.getEpochSecond());
            case "${now_ms:number}" -> make.numberNode(now.toEpochMilli());
            default -> node;
        };
    }

    private static void set(JsonNode body, String path, String value) {
        List<String> names = new ArrayList<>(List.of(path.split("\\.", -1)));
        String last = names.remove(names.size() - 1);
        JsonNode at = body;
        for (String name : names) {
            JsonNode inner =
                    at.isArray() && name.matches("[0-9]{1,4}") ? at.path(Integer.parseInt(name)) : at.path(name);
            if (inner.isMissingNode() && at instanceof ObjectNode object) {
                inner = object.putObject(name);
            }
            at = inner;
        }
        if (at instanceof ObjectNode object) {
            object.set(last, parsed(value));
        } else if (at instanceof ArrayNode array
                && last.matches("[0-9]{1,4}")
                && Integer.parseInt(last) < array.size()) {
            array.set(Integer.parseInt(last), parsed(value));
        } else {
            throw new UsageException("--set " + path + ": there is nothing that could hold it");
        }
    }

    private static JsonNode parsed(String value) {
        try {
            @Nullable JsonNode json = new JsonMapper().readTree(value);
            boolean plain = json != null && !json.isMissingNode();
            return plain ? json : JsonNodeFactory.instance.stringNode(value);
        } catch (JacksonException text) {
            return JsonNodeFactory.instance.stringNode(value);
        }
    }

    private static byte[] resource(String name) {
        try (InputStream in = SampleEvents.class.getResourceAsStream(FOLDER + name)) {
            if (in == null) {
                throw new IllegalStateException("the resource " + FOLDER + name + " is missing");
            }
            return in.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
