package io.hookward.request;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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
    private final @Nullable String payloadField;
    private volatile @Nullable JsonNode json;

    /**
     * A delivery that came as a request with this head and body.
     *
     * @param array holds the body; not copied
     * @param offset where in the array the body begins
     * @param length how many bytes the body has
     * @param payloadField the field of a form in which the JSON stands, or null
     */
    protected ReceivedDelivery(RequestHead head, byte[] array, int offset, int length, @Nullable String payloadField) {
        this.head = head;
        this.array = array;
        this.offset = offset;
        this.length = length;
        this.payloadField = payloadField;
    }

    @Override
    public final Optional<String> payloadField() {
        return Optional.ofNullable(payloadField);
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
    public final Map<String, List<String>> form() {
        return readForm().fields();
    }

    @Override
    public final List<FormPart> parts() {
        return readForm().parts();
    }

    private Form readForm() {
        return Form.of(head.headers(), array, offset, length);
    }

    @Override
    public final byte[] payload() {
        byte[] field = inForm();
        return field == null ? bytes() : field;
    }

    /** The JSON in the form's field, or null if the body is the payload. */
    private byte @Nullable [] inForm() {
        List<String> values =
                payloadField == null || !isSentAsForm() ? List.of() : readForm().values(payloadField);
        if (values.size() > 1) {
            throw new MalformedFormException("Form with more than one field of the payload");
        }
        return values.isEmpty() ? null : values.get(0).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * The content type is not signed: whoever sends a captured JSON body again as a form must not choose another payload, in a
     * text of that JSON.
     */
    private boolean isSentAsForm() {
        boolean named = head.headers().first("Content-Type") != null;
        int first = length == 0 ? -1 : array[offset];
        return named && first > ' ' && first != '{' && first != '[' && first != '"';
    }

    @Override
    public final JsonNode json() {
        JsonNode tree = json;
        if (tree == null) {
            byte[] field = inForm();
            tree = field == null ? Json.MAPPER.readTree(array, offset, length) : Json.MAPPER.readTree(field);
            json = tree;
        }
        return tree;
    }

    @Override
    public final <T> T json(Class<T> type) {
        byte[] field = inForm();
        return field == null ? Json.MAPPER.readValue(array, offset, length, type) : Json.MAPPER.readValue(field, type);
    }

    /** The endpoint, the provider and the size; nothing that was sent. */
    @Override
    public final String toString() {
        return "Delivery[endpoint=" + endpoint() + ", provider=" + provider() + ", " + length + " bytes]";
    }
}
