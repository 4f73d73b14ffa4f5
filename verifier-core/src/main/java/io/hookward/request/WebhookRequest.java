package io.hookward.request;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP request that may be a delivery, as raw as it came.
 *
 * <p>The body is not copied when it is an array or a heap buffer: do not change it while the request or its delivery is
 * in use. Not a string anywhere: what is verified is what was received.
 */
public final class WebhookRequest {
    private final RequestHead head;
    private final byte[] array;
    private final int offset;
    private final int length;

    WebhookRequest(RequestHead head, byte[] array, int offset, int length) {
        this.head = head;
        this.array = array;
        this.offset = offset;
        this.length = length;
    }

    /** A POST with these headers and this body. */
    public static WebhookRequest of(Headers headers, byte[] body) {
        return RequestHead.of(headers).withBody(body);
    }

    /** Starts a request; a POST without headers and body unless said otherwise. */
    public static Builder builder() {
        return new Builder();
    }

    /** The request without its body. */
    public RequestHead head() {
        return head;
    }

    /** The method, such as {@code POST}. */
    public String method() {
        return head.method();
    }

    /** The public URL; see {@link RequestHead#url}. */
    public @Nullable String url() {
        return head.url();
    }

    /** The headers. */
    public Headers headers() {
        return head.headers();
    }

    /** The body, read only. */
    public ByteBuffer body() {
        return ByteBuffer.wrap(array, offset, length).slice().asReadOnlyBuffer();
    }

    /** The array that holds the body, from {@link #offset()} on. Not a copy: for reading only. */
    public byte[] array() {
        return array;
    }

    /** Where in {@link #array()} the body begins. */
    public int offset() {
        return offset;
    }

    /** How many bytes the body has. */
    public int length() {
        return length;
    }

    /** The size; nothing that was sent. */
    @Override
    public String toString() {
        return "WebhookRequest[" + length + " bytes]";
    }

    /** Builds a {@link WebhookRequest}. Not for use by several threads. */
    public static final class Builder {
        private final RequestHead.Builder head = RequestHead.builder();
        private byte[] array = new byte[0];
        private int offset;
        private int length;

        private Builder() {}

        /** The method; {@code POST} unless set. */
        public Builder method(String method) {
            head.method(method);
            return this;
        }

        /** The public URL as the provider was given it, with the query as received. */
        public Builder url(@Nullable String url) {
            head.url(url);
            return this;
        }

        /** The headers. */
        public Builder headers(Headers headers) {
            head.headers(headers);
            return this;
        }

        /** The address of the other end of the connection; see {@link RequestHead.Builder#peer}. */
        public Builder peer(@Nullable String address) {
            head.peer(address);
            return this;
        }

        /** Whether the connection itself is encrypted; see {@link RequestHead.Builder#secure}. */
        public Builder secure(boolean secure) {
            head.secure(secure);
            return this;
        }

        /** The named variables of the endpoint's path template. */
        public Builder pathVariables(Map<String, String> variables) {
            head.pathVariables(variables);
            return this;
        }

        /** The body. Not copied. */
        public Builder body(byte[] body) {
            this.array = Objects.requireNonNull(body, "body");
            this.offset = 0;
            this.length = body.length;
            return this;
        }

        /** The body: what remains of the buffer, whose position does not change. Copied only if it has no array. */
        public Builder body(ByteBuffer body) {
            if (body.hasArray()) {
                this.array = body.array();
                this.offset = body.arrayOffset() + body.position();
                this.length = body.remaining();
                return this;
            }
            byte[] copy = new byte[body.remaining()];
            body.duplicate().get(copy);
            return body(copy);
        }

        /** The request. */
        public WebhookRequest build() {
            return new WebhookRequest(head.build(), array, offset, length);
        }
    }
}
