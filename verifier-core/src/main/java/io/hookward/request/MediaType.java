package io.hookward.request;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A header value of the shape {@code value; name=token; name="quoted"}: {@code Content-Type}, {@code
 * Content-Disposition}.
 *
 * @param value what stands before the first semicolon, in lower case
 * @param parameters by lower-case name; of two with one name the first
 */
record MediaType(String value, Map<String, String> parameters) {

    /** Reads {@code header}; null gives the empty value. What is malformed behind the first semicolon is left out. */
    static MediaType parse(@Nullable String header) {
        if (header == null) {
            return new MediaType("", Map.of());
        }
        int semicolon = header.indexOf(';');
        String value = (semicolon < 0 ? header : header.substring(0, semicolon))
                .strip()
                .toLowerCase(Locale.ROOT);
        Map<String, String> parameters = new LinkedHashMap<>();
        int at = semicolon;
        while (at >= 0 && at < header.length()) {
            at = parameter(header, at + 1, parameters);
        }
        return new MediaType(value, parameters);
    }

    /** Reads the parameter that starts at {@code from}; the answer is where its semicolon stands, or the end. */
    private static int parameter(String header, int from, Map<String, String> into) {
        int equals = from;
        while (equals < header.length() && header.charAt(equals) != '=' && header.charAt(equals) != ';') {
            equals++;
        }
        if (equals == header.length() || header.charAt(equals) == ';') {
            return equals;
        }
        String name = header.substring(from, equals).strip().toLowerCase(Locale.ROOT);
        int start = equals + 1;
        while (start < header.length() && (header.charAt(start) == ' ' || header.charAt(start) == '\t')) {
            start++;
        }
        StringBuilder value = new StringBuilder();
        int end = start < header.length() && header.charAt(start) == '"'
                ? quoted(header, start + 1, value)
                : token(header, start, value);
        if (end >= 0) {
            into.putIfAbsent(name, value.toString());
        }
        return end < 0 ? header.length() : end;
    }

    private static int token(String header, int from, StringBuilder value) {
        int end = header.indexOf(';', from);
        end = end < 0 ? header.length() : end;
        value.append(header.substring(from, end).strip());
        return end;
    }

    /** Reads up to the closing quote; -1 if there is none. */
    private static int quoted(String header, int from, StringBuilder value) {
        for (int i = from; i < header.length(); i++) {
            char c = header.charAt(i);
            if (c == '"') {
                int semicolon = header.indexOf(';', i);
                return semicolon < 0 ? header.length() : semicolon;
            }
            // A back-slash before anything else is one that a sender forgot to escape, as in C:\file.txt
            boolean escape = c == '\\'
                    && i + 1 < header.length()
                    && (header.charAt(i + 1) == '"' || header.charAt(i + 1) == '\\');
            value.append(escape ? header.charAt(++i) : c);
        }
        return -1;
    }

    @Nullable
    String parameter(String name) {
        return parameters.get(name);
    }
}
