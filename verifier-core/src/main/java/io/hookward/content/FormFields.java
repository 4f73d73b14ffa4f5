package io.hookward.content;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads form-encoded text (the WHATWG's application/x-www-form-urlencoded): a query string or a body. */
public final class FormFields {
    private FormFields() {}

    /** All fields in order; an invalid escape is left as it is. */
    public static List<Map.Entry<String, String>> all(String text) {
        List<Map.Entry<String, String>> fields = new ArrayList<>();
        int start = 0;
        while (start <= text.length()) {
            int end = text.indexOf('&', start);
            end = end < 0 ? text.length() : end;
            if (end > start) {
                String item = text.substring(start, end);
                int equals = item.indexOf('=');
                String name = equals < 0 ? item : item.substring(0, equals);
                String value = equals < 0 ? "" : item.substring(equals + 1);
                fields.add(Map.entry(decode(name), decode(value)));
            }
            start = end + 1;
        }
        return fields;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformedEscape) {
            return text;
        }
    }
}
