package io.hookward.header;

import io.hookward.request.RejectedException;
import io.hookward.request.RejectionReason;
import io.hookward.scheme.TimestampRule;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Reads and writes timestamps, in milliseconds since 1970; a number too large for that is the largest there is. */
public final class Timestamps {
    /** The longest date that ISO 8601 and HTTP need, with room. */
    private static final int LONGEST_DATE = 40;

    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.ROOT);

    private Timestamps() {}

    /** The time, or a {@link RejectedException} if it is not written as the unit says. */
    public static long parse(String text, TimestampRule.Unit unit) {
        return switch (unit) {
            case SECONDS -> {
                long seconds = digits(text);
                yield seconds > Long.MAX_VALUE / 1000 ? Long.MAX_VALUE : seconds * 1000;
            }
            case MILLISECONDS -> digits(text);
            case ISO_8601 -> date(text, DateTimeFormatter.ISO_OFFSET_DATE_TIME);
            case HTTP_DATE -> date(httpDate(text), HTTP_DATE);
            case OPAQUE -> throw new IllegalArgumentException("an opaque timestamp cannot be read");
        };
    }

    /** ASCII digits without sign or leading zero: one number has one spelling. */
    private static long digits(String text) {
        int length = text.length();
        if (length == 0 || length > 1 && text.charAt(0) == '0') {
            throw malformed();
        }
        long number = 0;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                throw malformed();
            }
            number = number > (Long.MAX_VALUE - 9) / 10 ? Long.MAX_VALUE - 9 : number * 10 + (c - '0');
        }
        return number;
    }

    private static long date(String text, DateTimeFormatter format) {
        if (text.length() > LONGEST_DATE) {
            throw malformed();
        }
        try {
            return OffsetDateTime.parse(text, format).toInstant().toEpochMilli();
        } catch (DateTimeException | ArithmeticException notADate) {
            throw malformed();
        }
    }

    /** Some senders leave out the comma after the day, and name the zone {@code UTC}. */
    private static String httpDate(String text) {
        String date =
                text.length() > 3 && text.charAt(3) == ' ' ? text.substring(0, 3) + ',' + text.substring(3) : text;
        return date.endsWith(" UTC") ? date.substring(0, date.length() - 3) + "GMT" : date;
    }

    private static RejectedException malformed() {
        return RejectedException.untraced(
                RejectionReason.TIMESTAMP_MALFORMED, "the timestamp is not written as the scheme says");
    }

    /** The time in the unit's spelling. */
    public static String format(Instant time, TimestampRule.Unit unit) {
        return switch (unit) {
            case SECONDS, OPAQUE -> Long.toString(time.getEpochSecond());
            case MILLISECONDS -> Long.toString(time.toEpochMilli());
            case ISO_8601 -> DateTimeFormatter.ISO_INSTANT.format(time.truncatedTo(ChronoUnit.SECONDS));
            case HTTP_DATE -> HTTP_DATE.format(time.atOffset(ZoneOffset.UTC));
        };
    }
}
