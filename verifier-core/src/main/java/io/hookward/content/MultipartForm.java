package io.hookward.content;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the fields of a form that is sent as {@code multipart/form-data} (RFC 7578). */
public final class MultipartForm {
    /** More parts than this are not read: the forms that are webhooks have one or two dozen. */
    private static final int MOST_PARTS = 64;

    private static final String TYPE = "multipart/form-data";
    private static final String LINE_END = "\r\n";
    private static final Pattern BOUNDARY =
            Pattern.compile("(?i);\\s*boundary=(\"?)([0-9A-Za-z'()+_,\\-./:=?]{1,70})\\1");
    private static final Pattern NAME =
            Pattern.compile("(?im)^content-disposition:\\s*form-data;.*?\\bname=\"([^\"\\r\\n]*)\"");

    private MultipartForm() {}

    /** The boundary between the parts, or null if the body is no such form. */
    public static @Nullable String boundary(@Nullable String contentType) {
        if (contentType == null || !contentType.strip().toLowerCase(Locale.ROOT).startsWith(TYPE)) {
            return null;
        }
        Matcher matcher = BOUNDARY.matcher(contentType);
        return matcher.find() ? matcher.group(2) : null;
    }

    /** The fields in order, files among them; none if the body does not have the form that the boundary promises. */
    public static List<Map.Entry<String, String>> fields(byte[] body, int offset, int length, String boundary) {
        // Byte for byte: the boundaries are ASCII, and the values are decoded one by one.
        String text = new String(body, offset, length, StandardCharsets.ISO_8859_1);
        List<Map.Entry<String, String>> fields = new ArrayList<>();
        String divider = LINE_END + "--" + boundary;
        String all = LINE_END + text;
        int start = all.indexOf(divider);
        while (start >= 0) {
            int head = start + divider.length();
            int end = all.indexOf(divider, head);
            if (end < 0) {
                return all.startsWith("--", head) ? fields : List.of();
            }
            if (fields.size() == MOST_PARTS || !addField(all.substring(head, end), fields)) {
                return List.of();
            }
            start = end;
        }
        return List.of();
    }

    private static boolean addField(String part, List<Map.Entry<String, String>> fields) {
        int blank = part.indexOf(LINE_END + LINE_END);
        if (blank < 0 || !part.startsWith(LINE_END)) {
            return false;
        }
        Matcher name = NAME.matcher(part.substring(0, blank));
        if (!name.find()) {
            return false;
        }
        String value = part.substring(blank + 2 * LINE_END.length());
        fields.add(Map.entry(utf8(name.group(1)), utf8(value)));
        return true;
    }

    private static String utf8(String bytes) {
        return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}
