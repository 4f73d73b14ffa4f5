package io.hookward.content;

import io.hookward.request.Headers;
import io.hookward.request.RejectedException;
import io.hookward.request.RejectionReason;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the body of a request as a form, URL-encoded or multipart. */
final class Forms {
    private Forms() {}

    /** The fields in order; none if the body does not have the form that its type promises. */
    static List<Map.Entry<String, String>> fields(Headers headers, byte[] body, int offset, int length) {
        List<String> types = headers.values("Content-Type");
        String boundary = types.size() == 1 ? MultipartForm.boundary(types.get(0)) : null;
        return boundary == null
                ? FormFields.all(new String(body, offset, length, StandardCharsets.UTF_8))
                : MultipartForm.fields(body, offset, length, boundary);
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

    /** Whether the request says that its body is a URL-encoded form. */
    static boolean isUrlEncoded(Headers headers) {
        String type = headers.first("Content-Type");
        return type != null && type.toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded");
    }
}
