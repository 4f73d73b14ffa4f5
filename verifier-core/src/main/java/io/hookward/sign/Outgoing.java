package io.hookward.sign;

import io.hookward.content.RequestValues;
import io.hookward.content.UrlParts;
import io.hookward.content.ValueTable;
import io.hookward.request.Form;
import io.hookward.request.Headers;
import io.hookward.request.WebhookRequest;
import io.hookward.scheme.Source;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A request that is being signed: values are put where a scheme has them. Not for use by several threads. */
final class Outgoing {
    private final String httpMethod;
    private final SortedMap<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Map<String, String> items;
    private @Nullable String url;
    private byte[] body;

    Outgoing(
            String httpMethod,
            @Nullable String url,
            Map<String, String> headers,
            Map<String, String> items,
            byte[] body) {
        this.httpMethod = httpMethod;
        this.url = url;
        this.headers.putAll(headers);
        this.items = new LinkedHashMap<>(items);
        this.body = body;
    }

    /** What stands beside the signature, by label or position. */
    Map<String, String> items() {
        return items;
    }

    /** The names of the headers so far, sorted. */
    Iterable<String> headerNames() {
        return headers.keySet();
    }

    /** The values of the request as it is now, by the numbers of a table. */
    RequestValues values(ValueTable table) {
        WebhookRequest request = request();
        RequestValues values = new RequestValues(table, request.head());
        values.body(request.array(), request.offset(), request.length());
        items.forEach((label, text) -> {
            int slot = table.find(new Source(Source.Kind.SIGNATURE, label));
            if (slot >= 0) {
                values.set(slot, text);
            }
        });
        return values;
    }

    /** What stands at a source, or null. */
    @Nullable
    String find(Source source) {
        ValueTable table = new ValueTable(false);
        int slot = table.slot(source);
        return values(table.complete()).find(slot);
    }

    boolean has(Source source) {
        return find(source) != null;
    }

    void placeIfAbsent(Source source, String text) {
        if (!has(source)) {
            place(source, text);
        }
    }

    /**
     * Puts a text at a source, in place of what stands there.
     *
     * @throws IllegalArgumentException if the request has no such place
     */
    void place(Source source, String text) {
        switch (source.kind()) {
            case HEADER -> headers.put(source.name(), text);
            case SIGNATURE -> items.put(source.name(), text);
            case QUERY -> placeInQuery(source.name(), text);
            case BODY -> body = BodyWriter.withField(body, source.name(), text);
            case FORM -> placeInForm(source.name(), text);
            case TEXT -> body = text.getBytes(StandardCharsets.UTF_8);
            case FINGERPRINT -> throw new IllegalArgumentException("a fingerprint cannot be chosen");
            case PATH -> throw new IllegalArgumentException("a value in the path stands in the URL already");
        }
    }

    private void placeInQuery(String name, String text) {
        if (url == null) {
            throw new IllegalArgumentException("the scheme has a value in the query, so that the URL must be set");
        }
        String query = request().head().query();
        url = UrlParts.withoutQuery(url) + '?' + BodyWriter.withParameter(query, name, text);
    }

    private void placeInForm(String name, String text) {
        if (Form.isMultipart(headers.get("Content-Type"))) {
            throw new IllegalArgumentException("a signature cannot be put into a multipart form: send it URL-encoded");
        }
        body = BodyWriter.withFormField(body, name, text);
    }

    /** Replaces a text in the body, byte for byte, wherever it stands. */
    void replaceInBody(String text, String replacement) {
        String latin = new String(body, StandardCharsets.ISO_8859_1);
        body = latin.replace(text, replacement).getBytes(StandardCharsets.ISO_8859_1);
    }

    WebhookRequest request() {
        String[] pairs = headers.entrySet().stream()
                .flatMap(header -> Stream.of(header.getKey(), header.getValue()))
                .toArray(String[]::new);
        return WebhookRequest.builder()
                .method(httpMethod)
                .url(url)
                .headers(Headers.of(pairs))
                .body(body)
                .build();
    }
}
