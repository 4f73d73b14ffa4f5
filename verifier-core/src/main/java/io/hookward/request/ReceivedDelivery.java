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

    private final RequestHead head;
    private final byte[] array;
    private final int offset;
    private final int length;
    private volatile @Nullable JsonNode json;

    /**
     * A delivery that came as a request with this head and body.
     *
     * @param array holds the body; not copied
     * @param offset where in the array the body begins
     * @param length how many bytes the body has
     */
    protected ReceivedDelivery(RequestHead head, byte[] array, int offset, int length) {
        this.head = head;
        this.array = array;
        this.offset = offset;
        this.length = length;
    }

    @Override
    public final String method() {
        return head.method();
    }

    @Override
    public final Optional<String> url() {
        return Optional.ofNullable(head.url());
    }

    @Override
    public final Headers headers() {
        return head.headers();
    }

    @Override
    public final ByteBuffer body() {
        return ByteBuffer.wrap(array, offset, length).slice().asReadOnlyBuffer();
    }

    @Override
    public final byte[] bytes() {
        return Arrays.copyOfRange(array, offset, offset + length);
    }

    @Override
    public final InputStream stream() {
        return new ByteArrayInputStream(array, offset, length);
    }

    @Override
    public final JsonNode json() {
        JsonNode tree = json;
        if (tree == null) {
            tree = Json.MAPPER.readTree(array, offset, length);
            json = tree;
        }
        return tree;
    }

    @Override
    public final <T> T json(Class<T> type) {
        return Json.MAPPER.readValue(array, offset, length, type);
    }

    /** The endpoint, the provider and the size; nothing that was sent. */
    @Override
    public final String toString() {
        return "Delivery[endpoint=" + endpoint() + ", provider=" + provider() + ", " + length + " bytes]";
    }
}
