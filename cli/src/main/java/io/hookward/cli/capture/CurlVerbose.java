package io.hookward.cli.capture;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What {@code curl -v} prints: the head of the request behind {@code > }, and no body. */
final class CurlVerbose {
    private CurlVerbose() {}

    static Capture read(String text) {
        StringBuilder head = new StringBuilder();
        Instant answered = null;
        for (String line : text.split("\r?\n")) {
            if (line.startsWith("> ") && line.length() > 2) {
                head.append(line.substring(2)).append('\n');
            } else if (line.regionMatches(true, 0, "< Date: ", 0, 8)) {
                answered = date(line.substring(8));
            }
        }
        Capture capture = RawHttp.of(head.toString(), null, "curl -v");
        return new Capture(capture.request(), answered, false, capture.form());
    }

    static @Nullable Instant date(String text) {
        try {
            return ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.ROOT))
                    .toInstant();
        } catch (DateTimeException malformed) {
            return null;
        }
    }
}
