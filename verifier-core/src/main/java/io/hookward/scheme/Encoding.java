package io.hookward.scheme;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a signature's bytes are written in a header.
 *
 * <p>Decoding is strict: one byte sequence has one accepted spelling, except that hex digits may be of either case.
 * Missing padding, spare bits, blanks and characters of another alphabet are refused, so that two spellings of one
 * signature can never pass for two signatures.
 */
public enum Encoding {
    /** Two hexadecimal digits a byte, either case; written in lower case. */
    HEX {
        @Override
        public byte @Nullable [] decode(CharSequence text) {
            int length = text.length();
            if ((length & 1) != 0) {
                return null;
            }
            byte[] bytes = new byte[length / 2];
            for (int i = 0; i < bytes.length; i++) {
                char high = text.charAt(2 * i);
                char low = text.charAt(2 * i + 1);
                if (!HexFormat.isHexDigit(high) || !HexFormat.isHexDigit(low)) {
                    return null;
                }
                bytes[i] = (byte) (HexFormat.fromHexDigit(high) << 4 | HexFormat.fromHexDigit(low));
            }
            return bytes;
        }

        @Override
        public String encode(byte[] bytes) {
            return HexFormat.of().formatHex(bytes);
        }
    },
    /** Base64 (RFC 4648, section 4) with its padding. */
    BASE64 {
        @Override
        public byte @Nullable [] decode(CharSequence text) {
            return canonical(text, Base64.getDecoder(), Base64.getEncoder());
        }

        @Override
        public String encode(byte[] bytes) {
            return Base64.getEncoder().encodeToString(bytes);
        }
    },
    /** Base64 with the URL alphabet (RFC 4648, section 5), without padding. */
    BASE64URL {
        @Override
        public byte @Nullable [] decode(CharSequence text) {
            return canonical(
                    text, Base64.getUrlDecoder(), Base64.getUrlEncoder().withoutPadding());
        }

        @Override
        public String encode(byte[] bytes) {
            return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        }
    },
    /** The characters themselves, in UTF-8: for tokens. */
    TEXT {
        @Override
        public byte @Nullable [] decode(CharSequence text) {
            return text.toString().getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public String encode(byte[] bytes) {
            return new String(bytes, StandardCharsets.UTF_8);
        }
    };

    /**
     * Reads bytes from their spelling.
     *
     * @param text any text, however hostile
     * @return the bytes, or null if the text is not the canonical spelling of any
     */
    public abstract byte @Nullable [] decode(CharSequence text);

    /** Writes bytes in the one spelling that {@link #decode} accepts. */
    public abstract String encode(byte[] bytes);

    /** The name used in scheme files, such as {@code base64url}. */
    public String schemeName() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static byte @Nullable [] canonical(CharSequence text, Base64.Decoder decoder, Base64.Encoder encoder) {
        String spelling = text.toString();
        for (int i = 0; i < spelling.length(); i++) {
            if (spelling.charAt(i) > '~') {
                return null;
            }
        }
        try {
            byte[] bytes = decoder.decode(spelling);
            return encoder.encodeToString(bytes).equals(spelling) ? bytes : null;
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
    }
}
