package io.hookward.request;

import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP request that may be a delivery, as raw as it came.
 *
 * <p>The body is not copied when it is an array or a heap buffer: do not change it while the request or its delivery is
 * in use. Not a string anywhere: what is verified is what was received.
 */
public final class WebhookRequest {
    private final String method;
    private final @Nullable String url;
    private final Headers headers;
    private final @Nullable String peer;
    private final boolean secure;
    private final byte[] array;
    private final int offset;
    private final int length;

    private WebhookRequest(Builder builder) {
        this.method = builder.method;
        this.url = builder.url;
        this.headers = builder.headers;
        this.peer = builder.peer;
        this.secure = builder.secure;
        this.array = builder.array;
        this.offset = builder.offset;
        this.length = builder.length;
    }

    /** A POST with these headers and this body. */
    public static WebhookRequest of(Headers headers, byte[] body) {
        return builder().headers(headers).body(body).build();
    }

    /** Starts a request; a POST without headers and body unless said otherwise. */
    public static Builder builder() {
        return new Builder();
    }

    /** The method, such as {@code POST}. */
    public String method() {
        return method;
    }

    /**
     * The public URL as the provider was given it, with the query as received; or null if no scheme in use signs it.
     * Behind a proxy this is not what the request line says.
     */
    public @Nullable String url() {
        return url;
    }

    /** The headers. */
    public Headers headers() {
        return headers;
    }

    /**
     * The address of whoever is at the other end of the connection, in literal form: the provider, or the proxy in
     * front. Null if it is not known.
     */
    public @Nullable String peer() {
        return peer;
    }

    /** Whether the connection itself is known to be encrypted, whatever headers say. */
    public boolean isSecure() {
        return secure;
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

    /** The part of the URL between its first {@code ?} and {@code #}, or the empty text. */
    public String query() {
        if (url == null) {
            return "";
        }
        int mark = url.indexOf('?');
        int fragment = url.indexOf('#');
        return mark < 0 ? "" : url.substring(mark + 1, fragment > mark ? fragment : url.length());
    }

    /** The method and the size; nothing that was sent. */
    @Override
    public String toString() {
        return "WebhookRequest[" + length + " bytes]";
    }

    /** Builds a {@link WebhookRequest}. Not for use by several threads. */
    public static final class Builder {
        private String method = "POST";
        private @Nullable String url;
        private Headers headers = Headers.of();
        private @Nullable String peer;
        private boolean secure;
        private byte[] array = new byte[0];
        private int offset;
        private int length;

        private Builder() {}

        /** The method; {@code POST} unless set. */
        public Builder method(String method) {
            this.method = Objects.requireNonNull(method, "method");
            return this;
        }

        /** The public URL as the provider was given it, with the query as received. */
        public Builder url(@Nullable String url) {
            this.url = url;
            return this;
        }

        /** The headers. */
        public Builder headers(Headers headers) {
            this.headers = Objects.requireNonNull(headers, "headers");
            return this;
        }

        /**
         * The address of whoever is at the other end of the connection, in literal form; not known unless set. Needed
         * at endpoints that are open to some addresses only.
         */
        public Builder peer(@Nullable String address) {
            this.peer = address;
            return this;
        }

        /** Whether the connection itself is encrypted; not known to be unless set. Needed at endpoints with HTTPS only. */
        public Builder secure(boolean secure) {
            this.secure = secure;
            return this;
        }

        /** The body. Not copied. */
        public Builder body(byte[] body) {
            this.array = body;
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
            return new WebhookRequest(this);
        }
    }
}
