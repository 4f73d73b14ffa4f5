package io.hookward.spring;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Decodes {@code application/x-www-form-urlencoded} bytes as UTF-8, by the WHATWG's URL standard: an invalid escape is left as
 * it is.
 */
final class FormFields {
    private final byte[] body;
    private int at;

    private FormFields(byte[] body) {
        this.body = body;
    }

    static Map<String, List<String>> decode(byte[] body) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        FormFields form = new FormFields(body);
        while (form.at < body.length) {
            int start = form.at;
            String name = form.next(true);
            boolean hasValue = form.at > start && body[form.at - 1] == '=';
            String value = hasValue ? form.next(false) : "";
            if (hasValue || !name.isEmpty()) {
                fields.computeIfAbsent(name, absent -> new ArrayList<>(1)).add(value);
            }
        }
        return Collections.unmodifiableMap(fields);
    }

    /** The decoded text up to the next separator, which is skipped. */
    private String next(boolean endsAtEquals) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        while (at < body.length) {
            byte c = body[at++];
            if (c == '&' || endsAtEquals && c == '=') {
                break;
            }
            int escaped = c == '%' ? escaped() : -1;
            if (escaped >= 0) {
                at += 2;
            }
            text.write(escaped >= 0 ? escaped : c == '+' ? ' ' : c);
        }
        return text.toString(StandardCharsets.UTF_8);
    }

    private int escaped() {
        if (at + 1 >= body.length || body[at] < 0 || body[at + 1] < 0) {
            return -1;
        }
        int high = Character.digit(body[at], 16);
        int low = Character.digit(body[at + 1], 16);
        return high < 0 || low < 0 ? -1 : high << 4 | low;
    }
}
