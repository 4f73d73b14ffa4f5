package io.hookward.request;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What came over HTTP before the body: method, URL, headers, and who sent it. Immutable but for headers that are a view of
 * a transport's own.
 */
public final class RequestHead {
    private final String method;
    private final @Nullable String url;
    private final Headers headers;
    private final @Nullable String peer;
    private final boolean secure;
    private final long contentLength;
    private final Map<String, String> pathVariables;

    private RequestHead(Builder builder) {
        this.method = builder.method;
        this.url = builder.url;
        this.headers = builder.headers;
        this.peer = builder.peer;
        this.secure = builder.secure;
        this.contentLength = builder.contentLength;
        this.pathVariables = builder.pathVariables;
    }

    private RequestHead(RequestHead other, Headers headers) {
        this.method = other.method;
        this.url = other.url;
        this.headers = headers;
        this.peer = other.peer;
        this.secure = other.secure;
        this.contentLength = other.contentLength;
        this.pathVariables = other.pathVariables;
    }

    /** The head of a POST with these headers. */
    public static RequestHead of(Headers headers) {
        return builder().headers(headers).build();
    }

    /** Starts the head of a request; a POST without headers unless said otherwise. */
    public static Builder builder() {
        return new Builder();
    }

    /** The method, such as {@code POST}. */
    public String method() {
        return method;
    }

    /**
     * The public URL as the provider was given it, with the query as received; or null if it is not known. Behind a proxy
     * this is not what the request line says.
     */
    public @Nullable String url() {
        return url;
    }

    /** The headers. */
    public Headers headers() {
        return headers;
    }

    /**
     * The address of the other end of the connection, in literal form: the provider, or the proxy in front. Null if it is
     * not known.
     */
    public @Nullable String peer() {
        return peer;
    }

    /** Whether the connection itself is known to be encrypted, whatever headers say. */
    public boolean isSecure() {
        return secure;
    }

    /** The size of the body as declared, in bytes; -1 if it was not declared. */
    public long contentLength() {
        return contentLength;
    }

    /** A named variable of the endpoint's path template, or null if there is none with this name. */
    public @Nullable String pathVariable(String name) {
        return pathVariables.get(name);
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

    /** This head with headers that no transport will take back. */
    public RequestHead snapshot() {
        Headers copy = headers.snapshot();
        return copy == headers ? this : new RequestHead(this, copy);
    }

    /** The request with this head and a body, which is not copied. */
    public WebhookRequest withBody(byte[] body) {
        return new WebhookRequest(this, body, 0, body.length);
    }

    /** The request with this head and a part of an array as its body, which is not copied. */
    public WebhookRequest withBody(byte[] array, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, array.length);
        return new WebhookRequest(this, array, offset, length);
    }

    /** Nothing that was sent. */
    @Override
    public String toString() {
        return "RequestHead";
    }

    /** Builds a {@link RequestHead}. Not for use by several threads. */
    public static final class Builder {
        private String method = "POST";
        private @Nullable String url;
        private Headers headers = Headers.NONE;
        private @Nullable String peer;
        private boolean secure;
        private long contentLength = -1;
        private Map<String, String> pathVariables = Map.of();

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
         * The address of the other end of the connection, in literal form; not known unless set. Needed at endpoints that
         * are open to some addresses only.
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

        /** The size of the body as declared, in bytes; -1 if it was not declared. */
        public Builder contentLength(long bytes) {
            this.contentLength = bytes;
            return this;
        }

        /** The named variables of the endpoint's path template. */
        public Builder pathVariables(Map<String, String> variables) {
            this.pathVariables = Map.copyOf(variables);
            return this;
        }

        /** The head. */
        public RequestHead build() {
            return new RequestHead(this);
        }
    }
}
