package io.hookward.content;

import io.hookward.request.Form;
import io.hookward.request.FormPart;
import io.hookward.request.Headers;
import io.hookward.request.MalformedFormException;
import io.hookward.request.RejectedException;
import io.hookward.request.RejectionReason;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a verifier reads of forms. */
final class Forms {
    private Forms() {}

    /**
     * The fields of a body in order, files among them; none if the body is not the form that its type promises, or is JSON. A
     * body of any other type is read as a URL-encoded form.
     */
    static List<Map.Entry<String, String>> fields(Headers headers, byte[] body, int offset, int length) {
        List<String> types = headers.values("Content-Type");
        @Nullable String type = types.size() == 1 ? types.get(0) : null;
        try {
            if (Form.isMultipart(type)) {
                return Form.multipart(String.valueOf(type), body, offset, length, StandardCharsets.UTF_8)
                        .parts()
                        .stream()
                        .map(Forms::field)
                        .toList();
            }
            return type != null && type.toLowerCase(Locale.ROOT).contains("json")
                    ? List.of()
                    : Form.urlEncoded(body, offset, length, Form.charset(type)).entries();
        } catch (MalformedFormException malformed) {
            return List.of();
        }
    }

    private static Map.Entry<String, String> field(FormPart part) {
        return Map.entry(part.name(), part.text());
    }

    /** The parameters of a query string in order; none if there are too many. */
    static List<Map.Entry<String, String>> query(String query) {
        byte[] bytes = query.getBytes(StandardCharsets.UTF_8);
        try {
            return Form.urlEncoded(bytes, 0, bytes.length, StandardCharsets.UTF_8)
                    .entries();
        } catch (MalformedFormException tooMany) {
            return List.of();
        }
    }

    /**
     * The one value of a field, or null if it is absent.
     *
     * @throws RejectedException if the field comes more than once
     */
    static @Nullable String single(List<Map.Entry<String, String>> form, String name) {
        String value = null;
        for (Map.Entry<String, String> field : form) {
            if (field.getKey().equals(name)) {
                if (value != null) {
                    throw RejectedException.untraced(
                            RejectionReason.BODY_MALFORMED, "the form field " + name + " comes more than once");
                }
                value = field.getValue();
            }
        }
        return value;
    }
}
