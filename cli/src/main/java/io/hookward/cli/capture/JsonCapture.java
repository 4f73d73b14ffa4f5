package io.hookward.cli.capture;

import io.hookward.cli.UsageException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Requests in JSON: the entries of a HAR file, a conformance vector, or an export with {@code method}, {@code url},
 * {@code headers}, and {@code body} or {@code body_b64}.
 */
final class JsonCapture {
    private JsonCapture() {}

    static Capture read(byte[] bytes, int entry) {
        JsonNode root;
        try {
            root = new JsonMapper().readTree(bytes);
        } catch (JacksonException malformed) {
            throw new UsageException("The capture begins like JSON, and is none");
        }
        JsonNode entries = root.at("/log/entries");
        boolean har = entries.isArray();
        List<JsonNode> all = new ArrayList<>();
        (har ? entries : root.isArray() ? root : List.of(root)).forEach(all::add);
        if (entry < 1 || entry > all.size()) {
            throw new UsageException("The capture has " + all.size() + " requests: choose one with --entry");
        }
        JsonNode one = all.get(entry - 1);
        return har ? har(one) : plain(one);
    }

    private static Capture har(JsonNode entry) {
        JsonNode request = entry.path("request");
        RequestParts parts = parts(request);
        JsonNode data = request.path("postData");
        String text = data.path("text").asString("");
        byte[] body = data.path("encoding").asString("").equals("base64")
                ? base64(text)
                : text.getBytes(StandardCharsets.UTF_8);
        return new Capture(parts.request(body), time(entry.path("startedDateTime")), data.has("text"), "HAR");
    }

    private static Capture plain(JsonNode request) {
        RequestParts parts = parts(request);
        JsonNode coded = first(request, "body_b64", "bodyBase64", "body_base64");
        JsonNode text = request.path("body");
        byte[] body = coded.isString()
                ? base64(coded.stringValue())
                : text.isString() ? text.stringValue().getBytes(StandardCharsets.UTF_8) : new byte[0];
        if (text.isObject() || text.isArray()) {
            throw new UsageException(
                    "The export has its body as JSON, so that its bytes are lost: export it as text or as body_b64");
        }
        return new Capture(
                parts.request(body),
                time(first(request, "receivedAt", "received_at", "now_epoch_s")),
                coded.isString() || text.isString(),
                "JSON");
    }

    private static RequestParts parts(JsonNode request) {
        if (!request.has("headers")) {
            throw new UsageException("The capture has no headers");
        }
        RequestParts parts = new RequestParts(request.path("method").asString("POST"));
        JsonNode headers = request.path("headers");
        if (headers.isArray()) {
            headers.forEach(header -> parts.header(
                    header.path("name").asString(""), header.path("value").asString("")));
        } else {
            headers.properties().forEach(header -> {
                for (JsonNode value : header.getValue().isArray() ? header.getValue() : List.of(header.getValue())) {
                    parts.header(header.getKey(), value.asString(""));
                }
            });
        }
        JsonNode url = first(request, "url", "path");
        if (url.isString()) {
            parts.target(url.stringValue());
        }
        return parts;
    }

    private static JsonNode first(JsonNode node, String... names) {
        for (String name : names) {
            if (node.hasNonNull(name)) {
                return node.get(name);
            }
        }
        return node.path(names[0]);
    }

    private static byte[] base64(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException malformed) {
            throw new UsageException("The body of the capture is no Base64");
        }
    }

    private static @Nullable Instant time(JsonNode node) {
        try {
            return node.isNumber()
                    ? Instant.ofEpochSecond(node.asLong(0))
                    : node.isString() ? OffsetDateTime.parse(node.stringValue()).toInstant() : null;
        } catch (DateTimeException malformed) {
            return null;
        }
    }
}
