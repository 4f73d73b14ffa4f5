package io.hookward.request;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What deliveries have in common: the request they came as. Safe for use by several threads. */
public abstract class ReceivedDelivery implements Delivery {
    /** Only made when somebody asks for JSON. */
    private static final class Json {
        static final JsonMapper MAPPER = new JsonMapper();
    }

    private final WebhookRequest request;
    private volatile @Nullable JsonNode json;

    /** A delivery that came as this request. */
    protected ReceivedDelivery(WebhookRequest request) {
        this.request = request;
    }

    @Override
    public final String method() {
        return request.method();
    }

    @Override
    public final Optional<String> url() {
        return Optional.ofNullable(request.url());
    }

    @Override
    public final Headers headers() {
        return request.headers();
    }

    @Override
    public final ByteBuffer body() {
        return request.body();
    }

    @Override
    public final byte[] bytes() {
        return Arrays.copyOfRange(request.array(), request.offset(), request.offset() + request.length());
    }

    @Override
    public final InputStream stream() {
        return new ByteArrayInputStream(request.array(), request.offset(), request.length());
    }

    @Override
    public final JsonNode json() {
        JsonNode tree = json;
        if (tree == null) {
            tree = Json.MAPPER.readTree(request.array(), request.offset(), request.length());
            json = tree;
        }
        return tree;
    }

    @Override
    public final <T> T json(Class<T> type) {
        return Json.MAPPER.readValue(request.array(), request.offset(), request.length(), type);
    }

    /** The endpoint, the provider and the size; nothing that was sent. */
    @Override
    public final String toString() {
        return "Delivery[endpoint=" + endpoint() + ", provider=" + provider() + ", " + request.length() + " bytes]";
    }
}
