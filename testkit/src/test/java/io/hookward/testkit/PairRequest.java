package io.hookward.testkit;

import io.hookward.request.Delivery;
import io.hookward.request.WebhookRequest;
import io.hookward.scheme.SignatureScheme;
import io.hookward.scheme.Source;
import io.hookward.scheme.Template;
import io.hookward.secret.Secret;
import io.hookward.sign.WebhookSigner;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One request of a {@link DeliveryPair}, before it is signed.
 *
 * @param fields as the file has them; those of a second request laid over those of the first
 */
record PairRequest(ObjectNode fields) {
    static final String URL = "https://receiver.example/webhooks/pairs";

    private static final JsonMapper MAPPER = new JsonMapper();

    static PairRequest of(JsonNode fields) {
        return new PairRequest((ObjectNode) fields);
    }

    /** This request with changes: a JSON merge patch (RFC 7396), but that what is said of the first delivery is gone. */
    PairRequest with(JsonNode changes) {
        ObjectNode base = fields.deepCopy();
        base.remove("id");
        base.remove("type");
        JsonNode id = changes.path("id");
        JsonNode type = changes.path("type");
        ObjectNode merged = (ObjectNode) merge(base, changes);
        if (!id.isMissingNode()) {
            merged.set("id", id);
        }
        if (!type.isMissingNode()) {
            merged.set("type", type);
        }
        return new PairRequest(merged);
    }

    private static JsonNode merge(JsonNode base, JsonNode changes) {
        if (!(changes instanceof ObjectNode patch)) {
            return changes;
        }
        ObjectNode merged =
                base instanceof ObjectNode object ? object.deepCopy() : JsonNodeFactory.instance.objectNode();
        patch.properties().forEach(change -> {
            if (change.getValue().isNull()) {
                merged.remove(change.getKey());
            } else {
                JsonNode before = merged.path(change.getKey());
                merged.set(change.getKey(), merge(before, change.getValue()));
            }
        });
        return merged;
    }

    /** Whether the provider sends its first stamp and signature again. */
    boolean keepsStamp() {
        return fields.path("stamp").asString("new").equals("kept");
    }

    Duration after() {
        return DeliveryPair.after(fields);
    }

    Optional<String> difference(Delivery delivery) {
        return DeliveryPair.difference(fields, delivery);
    }

    WebhookRequest signed(SignatureScheme scheme, Secret secret, Instant sentAt) {
        int variant = fields.path("variant").asInt(0);
        Map<String, String> headers = texts("headers");
        Map<String, String> query = texts("query");
        Map<String, String> items = texts("items");
        for (Template.Value value : scheme.methods().get(variant).content().values()) {
            if (value.source() != null && !value.kind().listsHeaders()) {
                fill(value.source(), headers, query, items);
            }
        }
        WebhookSigner.Draft draft = WebhookSigner.of(scheme, variant, secret)
                .draft()
                .method(fields.path("method").asString("POST"))
                .url(query.isEmpty() ? URL : URL + "?" + encoded(query))
                .sentAt(sentAt)
                .body(body())
                .header("Content-Type", fields.has("form") ? "application/x-www-form-urlencoded" : "application/json");
        headers.forEach(draft::header);
        items.forEach(draft::signatureItem);
        return draft.sign();
    }

    /** What is signed and not written in the file is some text. */
    private static void fill(
            Source source, Map<String, String> headers, Map<String, String> query, Map<String, String> items) {
        switch (source.kind()) {
            case HEADER -> headers.putIfAbsent(source.name(), SampleBody.FILLER);
            case QUERY -> query.putIfAbsent(source.name(), SampleBody.FILLER);
            case SIGNATURE -> items.putIfAbsent(source.name(), SampleBody.FILLER);
            default -> {}
        }
    }

    private Map<String, String> texts(String name) {
        Map<String, String> texts = new LinkedHashMap<>();
        fields.path(name).properties().forEach(one -> texts.put(one.getKey(), text(one.getValue())));
        return texts;
    }

    private byte[] body() {
        if (fields.has("form")) {
            return encoded(texts("form")).getBytes(StandardCharsets.US_ASCII);
        }
        return fields.has("body") ? MAPPER.writeValueAsBytes(fields.get("body")) : new byte[0];
    }

    private static String encoded(Map<String, String> values) {
        return values.entrySet().stream()
                .map(one -> encode(one.getKey()) + "=" + encode(one.getValue()))
                .collect(Collectors.joining("&"));
    }

    /** A field of a form that holds JSON is written as JSON in the file. */
    private static String text(JsonNode value) {
        return value.isContainer() ? MAPPER.writeValueAsString(value) : value.asString();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
