package io.hookward.content;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Other spellings of a URL, for providers that sign one and send another. None of them undoes the escape of an {@code &},
 * {@code =}, {@code +}, {@code #} or {@code %}: two URLs whose parameters differ stay different.
 */
final class UrlSpelling {
    /** The escapes of : / ? @ ! $ ' ( ) * , ; in either case. */
    private static final Pattern RESERVED = Pattern.compile("%(3[aAbBfF]|2[fF14789aAcC]|40)");

    /** The escapes of bytes beyond ASCII. */
    private static final Pattern BEYOND_ASCII = Pattern.compile("(?:%[89a-fA-F][0-9a-fA-F])+");

    private static final String ESCAPED_BY_BROWSERS = " \"'<>";

    /** What JavaScript's encodeURIComponent leaves as it is, beside letters and digits. */
    private static final String LEFT_BY_JAVASCRIPT = "-_.!~*'()";

    /** The same of forms. */
    private static final String LEFT_BY_FORMS = "*-._";

    private UrlSpelling() {}

    /** The URL in which the escapes of reserved characters are undone, once; all others stay as they are written. */
    static String decodeReserved(String url) {
        return RESERVED.matcher(url)
                .replaceAll(escape ->
                        Matcher.quoteReplacement(Character.toString(HexFormat.fromHexDigits(escape.group(1)))));
    }

    /** The URL in which the escapes of characters beyond ASCII are undone; those that are not UTF-8 stay. */
    static String decodeUnicode(String url) {
        return BEYOND_ASCII.matcher(url).replaceAll(run -> Matcher.quoteReplacement(utf8(run)));
    }

    private static String utf8(MatchResult escapes) {
        String text = escapes.group();
        byte[] bytes = HexFormat.of().parseHex(text.replace("%", ""));
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException otherBytes) {
            return text;
        }
    }

    /** The URL in whose query the characters are escaped that a browser escapes there (WHATWG, special-query). */
    static String escapeQuery(String url) {
        int query = url.indexOf('?');
        if (query < 0) {
            return url;
        }
        StringBuilder escaped = new StringBuilder(url.length()).append(url, 0, query + 1);
        url.substring(query + 1).codePoints().forEach(c -> {
            if (c <= ' ' || c >= 0x7F || ESCAPED_BY_BROWSERS.indexOf(c) >= 0) {
                escape(c, escaped);
            } else {
                escaped.appendCodePoint(c);
            }
        });
        return escaped.toString();
    }

    /** The URL with the names and values of its query decoded and escaped again; a parameter without a value gets a "=". */
    static String encodeQuery(String url) {
        return withQuery(url, LEFT_BY_JAVASCRIPT, "%20");
    }

    /** The same, escaped as in forms (the WHATWG's application/x-www-form-urlencoded). */
    static String encodeForm(String url) {
        return withQuery(url, LEFT_BY_FORMS, "+");
    }

    private static String withQuery(String url, String left, String space) {
        int query = url.indexOf('?');
        if (query < 0) {
            return url;
        }
        StringBuilder encoded = new StringBuilder(url.length()).append(url, 0, query + 1);
        String separator = "";
        for (Map.Entry<String, String> parameter : Forms.query(url.substring(query + 1))) {
            encoded.append(separator);
            encode(parameter.getKey(), left, space, encoded);
            encoded.append('=');
            encode(parameter.getValue(), left, space, encoded);
            separator = "&";
        }
        return encoded.toString();
    }

    private static void encode(String text, String left, String space, StringBuilder encoded) {
        text.codePoints().forEach(c -> {
            boolean plain =
                    c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || left.indexOf(c) >= 0;
            if (plain) {
                encoded.append((char) c);
            } else if (c == ' ') {
                encoded.append(space);
            } else {
                escape(c, encoded);
            }
        });
    }

    private static void escape(int c, StringBuilder escaped) {
        HexFormat hex = HexFormat.of().withUpperCase();
        for (byte b : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
            escaped.append('%').append(hex.toHexDigits(b));
        }
    }
}
