package io.hookward.inbox;

import io.hookward.request.DeliveryRecord;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A delivery record without its body as JSON. It is kept for weeks and read by other versions, so fields are only ever
 * added, and unknown ones are left alone.
 */
final class RecordHead {
    /** Whatever is not ASCII is escaped, for a header may be half a character, which UTF-8 cannot say. */
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                    .build())
            .build();

    private static final int VERSION = 1;

    private RecordHead() {}

    static byte[] write(DeliveryRecord record) {
        ObjectNode head = MAPPER.createObjectNode();
        head.put("version", VERSION);
        head.put("endpoint", record.endpoint());
        head.put("provider", record.provider());
        put(head, "tenant", record.tenant());
        put(head, "id", record.id());
        head.put("idSigned", record.idSigned());
        put(head, "eventId", record.eventId());
        put(head, "eventType", record.eventType());
        put(head, "sentAt", record.sentAt());
        put(head, "receivedAt", record.receivedAt());
        put(head, "secretId", record.secretId());
        put(head, "algorithm", record.algorithm());
        head.put("method", record.method());
        put(head, "url", record.url());
        put(head, "payloadField", record.payloadField());
        ArrayNode headers = head.putArray("headers");
        record.headers().forEach(headers::add);
        return MAPPER.writeValueAsBytes(head);
    }

    private static void put(ObjectNode head, String name, @Nullable Object value) {
        if (value != null) {
            head.put(name, value.toString());
        }
    }

    /** @throws InboxException if it is not what was written */
    static DeliveryRecord read(byte[] json, byte[] body) {
        try {
            JsonNode head = MAPPER.readTree(json);
            List<String> headers = new ArrayList<>();
            head.path("headers").forEach(each -> headers.add(each.asString()));
            return new DeliveryRecord(
                    required(head, "endpoint"),
                    required(head, "provider"),
                    text(head, "tenant"),
                    text(head, "id"),
                    head.path("idSigned").asBoolean(false),
                    text(head, "eventId"),
                    text(head, "eventType"),
                    instant(text(head, "sentAt")),
                    Instant.parse(required(head, "receivedAt")),
                    text(head, "secretId"),
                    text(head, "algorithm"),
                    required(head, "method"),
                    text(head, "url"),
                    text(head, "payloadField"),
                    headers,
                    body);
        } catch (JacksonException | IllegalArgumentException | DateTimeException failed) {
            // Without the cause, which may quote what was sent
            throw new InboxException("the head of the payload cannot be read: "
                    + failed.getClass().getSimpleName());
        }
    }

    private static @Nullable Instant instant(@Nullable String text) {
        return text == null ? null : Instant.parse(text);
    }

    private static @Nullable String text(JsonNode head, String name) {
        JsonNode value = head.get(name);
        return value == null || !value.isString() ? null : value.asString();
    }

    private static String required(JsonNode head, String name) {
        String value = text(head, name);
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return value;
    }
}
