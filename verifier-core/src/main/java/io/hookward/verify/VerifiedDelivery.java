package io.hookward.verify;

import io.hookward.content.Content;
import io.hookward.request.Delivery;
import io.hookward.request.Headers;
import io.hookward.request.WebhookRequest;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The one implementation of {@link Delivery}. */
final class VerifiedDelivery implements Delivery {
    /** Only made when somebody asks for JSON. */
    private static final class Json {
        static final JsonMapper MAPPER = new JsonMapper();
    }

    private final String endpoint;
    private final String provider;
    private final WebhookRequest request;
    private final Parts parts;
    private volatile @Nullable JsonNode json;

    /**
     * What a signing method found out about a request.
     *
     * @param sentAt in milliseconds since 1970
     * @param mark bytes that are the same for the same signature, or null if that does not matter
     */
    record Parts(
            @Nullable String id,
            boolean idSigned,
            @Nullable String eventId,
            @Nullable String eventType,
            @Nullable Long sentAt,
            @Nullable String secretId,
            byte @Nullable [] mark) {}

    VerifiedDelivery(String endpoint, String provider, WebhookRequest request, Parts parts) {
        this.endpoint = endpoint;
        this.provider = provider;
        this.request = request;
        this.parts = parts;
    }

    @Override
    public String endpoint() {
        return endpoint;
    }

    @Override
    public String provider() {
        return provider;
    }

    @Override
    public Optional<String> id() {
        return Optional.ofNullable(parts.id());
    }

    @Override
    public boolean isIdSigned() {
        return parts.idSigned();
    }

    @Override
    public Optional<String> eventId() {
        return Optional.ofNullable(parts.eventId());
    }

    @Override
    public Optional<String> eventType() {
        return Optional.ofNullable(parts.eventType());
    }

    @Override
    public Optional<Instant> sentAt() {
        return Optional.ofNullable(parts.sentAt()).map(Instant::ofEpochMilli);
    }

    @Override
    public Optional<String> secretId() {
        return Optional.ofNullable(parts.secretId());
    }

    @Override
    public Headers headers() {
        return request.headers();
    }

    @Override
    public ByteBuffer body() {
        return request.body();
    }

    @Override
    public byte[] bytes() {
        return Arrays.copyOfRange(request.array(), request.offset(), request.offset() + request.length());
    }

    @Override
    public InputStream stream() {
        return new ByteArrayInputStream(request.array(), request.offset(), request.length());
    }

    @Override
    public JsonNode json() {
        JsonNode tree = json;
        if (tree == null) {
            tree = Json.MAPPER.readTree(request.array(), request.offset(), request.length());
            json = tree;
        }
        return tree;
    }

    @Override
    public <T> T json(Class<T> type) {
        return Json.MAPPER.readValue(request.array(), request.offset(), request.length(), type);
    }

    @Override
    public Optional<String> replayKey() {
        return Optional.ofNullable(parts.mark()).map(mark -> HexFormat.of().formatHex(hashed(mark)));
    }

    /** Hashed, because the mark may be the signature itself, and keys of claims are seen in stores and logs. */
    private static byte[] hashed(byte[] mark) {
        return Content.digest("SHA-256").digest(mark);
    }

    @Override
    public String toString() {
        return "Delivery[endpoint=" + endpoint + ", provider=" + provider + ", " + request.length() + " bytes]";
    }
}
