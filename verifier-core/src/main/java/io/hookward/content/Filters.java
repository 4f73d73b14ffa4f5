package io.hookward.content;

import io.hookward.scheme.Template;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.zip.CRC32;

/** What can be done to a value before it is signed. */
public final class Filters {
    private Filters() {}

    /** The bytes that a filter makes of others; not the HMAC, for which there is no key here. */
    public static byte[] apply(Template.Filter filter, byte[] bytes) {
        return switch (filter) {
            case LOWER -> HeaderText.text(bytes).toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
            case UPPER -> HeaderText.text(bytes).toUpperCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
            case SHA256 -> Hashes.digest("SHA-256").digest(bytes);
            case SHA512 -> Hashes.digest("SHA-512").digest(bytes);
            case HEX -> HexFormat.of().formatHex(bytes).getBytes(StandardCharsets.US_ASCII);
            case BASE64 -> Base64.getEncoder().encode(bytes);
            case BASE64URL -> Base64.getUrlEncoder().withoutPadding().encode(bytes);
            case CRC32 -> crc32(bytes).getBytes(StandardCharsets.US_ASCII);
            case JSON_COMPACT -> JsonText.compact(bytes);
            case JSON_CANONICAL -> CanonicalJson.of(bytes);
            case JSON_STRING -> JsonString.quoted(bytes);
            case JSON_HTML -> JsonString.htmlSafe(bytes);
            case DECODE_RESERVED -> respelled(bytes, UrlSpelling::decodeReserved);
            case DECODE_UNICODE -> respelled(bytes, UrlSpelling::decodeUnicode);
            case ESCAPE_QUERY -> respelled(bytes, UrlSpelling::escapeQuery);
            case ENCODE_QUERY -> respelled(bytes, UrlSpelling::encodeQuery);
            case ENCODE_FORM -> respelled(bytes, UrlSpelling::encodeForm);
            case HMAC -> throw new IllegalStateException("an HMAC stands only in the answer to a handshake");
        };
    }

    private static byte[] respelled(byte[] url, UnaryOperator<String> spelling) {
        return spelling.apply(new String(url, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
    }

    private static String crc32(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return Long.toString(crc.getValue());
    }
}
