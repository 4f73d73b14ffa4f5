package io.hookward.testkit;

import io.hookward.request.Headers;
import io.hookward.request.WebhookRequest;
import io.hookward.scheme.Source;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** The one place of a request in which its signature stands: a header, a parameter, or a field of the body. */
final class SignaturePlace {
    private static final JsonMapper MAPPER = new JsonMapper();

    private final Source source;

    SignaturePlace(Source source) {
        this.source = source;
    }

    /** The request with another text there, or with none if the editor gives null; unchanged if there is none now. */
    WebhookRequest edit(WebhookRequest request, Function<String, @Nullable String> editor) {
        return switch (source.kind()) {
            case HEADER -> editHeader(request, editor);
            case QUERY -> {
                String url = String.valueOf(request.url());
                int mark = url.indexOf('?') + 1;
                yield copy(request, url.substring(0, mark) + editForm(url.substring(mark), source.name(), editor));
            }
            case BODY -> Requests.withBody(request, editJson(Requests.bytes(request), source.name(), editor));
            case FORM -> {
                String form = new String(Requests.bytes(request), StandardCharsets.US_ASCII);
                yield Requests.withBody(
                        request, editForm(form, source.name(), editor).getBytes(StandardCharsets.US_ASCII));
            }
            default -> throw new IllegalStateException("a signature cannot be changed at " + source);
        };
    }

    private WebhookRequest editHeader(WebhookRequest request, Function<String, @Nullable String> editor) {
        String value = request.headers().first(source.name());
        String edited = value == null ? null : editor.apply(value);
        return edited == null
                ? Requests.without(request, source.name())
                : Requests.with(request, source.name(), edited);
    }

    private static String editForm(String form, String name, Function<String, @Nullable String> editor) {
        int hash = name.indexOf('#');
        String field = hash < 0 ? name : name.substring(0, hash);
        List<String> items = new ArrayList<>();
        for (String item : form.split("&")) {
            int equals = item.indexOf('=');
            if (equals < 0 || !decode(item.substring(0, equals)).equals(field)) {
                items.add(item);
                continue;
            }
            String value = decode(item.substring(equals + 1));
            byte[] json = value.getBytes(StandardCharsets.UTF_8);
            String edited = hash < 0
                    ? editor.apply(value)
                    : new String(editJson(json, name.substring(hash + 1), editor), StandardCharsets.UTF_8);
            if (edited != null) {
                items.add(item.substring(0, equals + 1) + URLEncoder.encode(edited, StandardCharsets.UTF_8));
            }
        }
        return String.join("&", items);
    }

    private static byte[] editJson(byte[] json, String pointer, Function<String, @Nullable String> editor) {
        JsonNode root = MAPPER.readTree(json);
        JsonPointer path = JsonPointer.compile(pointer);
        JsonNode parent = root.at(path.head());
        String edited = editor.apply(root.at(path).asString());
        String name = path.last().getMatchingProperty();
        if (parent instanceof ArrayNode array) {
            array.set(path.last().getMatchingIndex(), edited == null ? null : StringNode.valueOf(edited));
        } else if (parent instanceof ObjectNode object && edited == null) {
            object.remove(name);
        } else if (parent instanceof ObjectNode object) {
            object.put(name, edited);
        }
        return MAPPER.writeValueAsBytes(root);
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static WebhookRequest copy(WebhookRequest request, String url) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        request.headers()
                .names()
                .forEach(name -> headers.put(name, request.headers().values(name)));
        return WebhookRequest.builder()
                .method(request.method())
                .url(url)
                .headers(Headers.of(headers))
                .body(Requests.bytes(request))
                .build();
    }
}
