package io.hookward.content;

import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads JSON whose bytes are not what is signed. Whatever two parsers may read differently is refused, since the
 * application might act on the reading that nobody signed: names that come twice, encodings other than UTF-8, and bytes
 * that are not UTF-8.
 */
final class StrictJson {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            // Nothing of an unproven body stays in the factory.
            .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
            // Set here, so that no application raises the depth to which the callers recurse.
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(StreamReadConstraints.DEFAULT_MAX_DEPTH)
                    .build())
            .build();

    private StrictJson() {}

    /**
     * A parser that stands before the first token. It throws a {@link tools.jackson.core.JacksonException} at the first
     * fault; the caller checks that nothing follows the value, and that the text it uses {@link #isUnicode}.
     */
    static JsonParser parser(byte[] json, int offset, int length) {
        // A reader, because Jackson's own decoder guesses the encoding and takes overlong forms and encoded surrogates.
        return JSON.createParser(
                ObjectReadContext.empty(),
                new InputStreamReader(
                        new ByteArrayInputStream(json, offset, length), StandardCharsets.UTF_8.newDecoder()));
    }

    /** Whether text can be written in UTF-8: an escape such as {@code \ud800} makes half a character. */
    static boolean isUnicode(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (i + 1 == text.length() || !Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1))) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }
}
