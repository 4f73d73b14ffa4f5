package io.hookward.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookward.Requests;
import io.hookward.request.Headers;
import io.hookward.request.RejectionReason;
import io.hookward.request.WebhookRequest;
import io.hookward.scheme.TimestampRule;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A signed timestamp: its edges, its spellings, its units. */
class TimeTest {
    @ParameterizedTest
    @CsvSource({
        "-301, timestamp_too_old",
        "-300, accepted",
        "-280, accepted",
        "0, accepted",
        "30, accepted",
        "120, accepted",
        "121, timestamp_too_new",
        "3600, timestamp_too_new"
    })
    @DisplayName("both edges of the tolerance are inside, and a second beyond is not")
    void edges(long offset, String expected) {
        String time = Long.toString(Timed.NOW.getEpochSecond() + offset);
        assertThat(Timed.verdict(Timed.verifier(TimestampRule.Unit.SECONDS, Timed.NOW), time))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"-300001, timestamp_too_old", "-300000, accepted", "120000, accepted", "120001, timestamp_too_new"})
    @DisplayName("in milliseconds the edges are as sharp")
    void millisecondEdges(long offset, String expected) {
        String time = Long.toString(Timed.NOW.toEpochMilli() + offset);
        assertThat(Timed.verdict(Timed.verifier(TimestampRule.Unit.MILLISECONDS, Timed.NOW), time))
                .isEqualTo(expected);
    }

    @Test
    @DisplayName("the fraction of our own second does not count against a time in whole seconds")
    void fractionOfNow() {
        WebhookVerifier verifier = Timed.verifier(TimestampRule.Unit.SECONDS, Timed.NOW.plusMillis(999));
        assertThat(Timed.verdict(verifier, Long.toString(Timed.NOW.getEpochSecond() - 300)))
                .isEqualTo("accepted");
        assertThat(Timed.verdict(verifier, Long.toString(Timed.NOW.getEpochSecond() - 301)))
                .isEqualTo("timestamp_too_old");
        assertThat(Timed.verdict(verifier, Long.toString(Timed.NOW.getEpochSecond() + 120)))
                .isEqualTo("accepted");
        assertThat(Timed.verdict(verifier, Long.toString(Timed.NOW.getEpochSecond() + 121)))
                .isEqualTo("timestamp_too_new");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+1772366400",
                "-1772366400",
                "01772366400",
                "00",
                "1772366400.0",
                "1772366400,0",
                "1_772_366_400",
                "1 772 366 400",
                "17723 66400",
                "0x69A42C40",
                "1.7723664e9",
                "1772366400L",
                "NaN",
                "Infinity",
                "-Infinity",
                "null",
                "true",
                "now",
                "٠",
                "١٧٧٢٣٦٦٤٠٠",
                "۱۷۷۲۳۶۶۴۰۰",
                "１７７２３６６４００",
                "𝟏𝟕𝟕𝟐𝟑𝟔𝟔𝟒𝟎𝟎",
                "1772366400\u0000",
                "\u00001772366400",
                "1772366400;",
                "1772366400 1772366400",
                "2026-03-01T12:00:00Z",
                "Sun, 01 Mar 2026 12:00:00 GMT"
            })
    @DisplayName("a number of seconds is ASCII digits without sign, leading zero or anything else")
    void spellings(String time) {
        assertThat(Timed.verdict(Timed.verifier(TimestampRule.Unit.SECONDS, Timed.NOW), time))
                .isEqualTo("timestamp_malformed");
        assertThat(Timed.verdict(Timed.verifier(TimestampRule.Unit.MILLISECONDS, Timed.NOW), time))
                .isEqualTo("timestamp_malformed");
    }

    @ParameterizedTest
    @ValueSource(strings = {" 1772366400", "1772366400 ", "\t1772366400", "1772366400\u00A0"})
    @DisplayName("blanks around a number are not part of it, and what was signed is what came: refused")
    void blanks(String time) {
        assertThat(Timed.verdict(Timed.verifier(TimestampRule.Unit.SECONDS, Timed.NOW), time))
                .isEqualTo("timestamp_malformed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "2147483647"})
    @DisplayName("the first second of the era and the like are too old")
    void ancient(String time) {
        Instant now = Instant.parse("2040-01-01T00:00:00Z");
        assertThat(Timed.verdict(Timed.verifier(TimestampRule.Unit.SECONDS, now), time))
                .isEqualTo("timestamp_too_old");
        assertThat(Timed.verdict(Timed.verifier(TimestampRule.Unit.MILLISECONDS, now), time))
                .isEqualTo("timestamp_too_old");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2147483648",
                "4294967295",
                "4294967296",
                "9223372036854775",
                "9223372036854775807",
                "9223372036854775808",
                "18446744073709551616",
                "99999999999999999999999999999999"
            })
    @DisplayName("numbers at and beyond the ends of 32 and 64 bits lie in the future, and do not wrap around")
    void overflow(String time) {
        assertThat(Timed.verdict(Timed.verifier(TimestampRule.Unit.SECONDS, Timed.NOW), time))
                .isEqualTo("timestamp_too_new");
    }

    @Test
    @DisplayName("10 to the 400th, and 100,000 digits, are refused in no time")
    void endless() {
        WebhookVerifier verifier = Timed.verifier(TimestampRule.Unit.SECONDS, Timed.NOW);
        assertThat(Timed.verdict(verifier, "1" + "0".repeat(400))).isEqualTo("timestamp_too_new");
        assertThat(Timed.verdict(verifier, "9".repeat(100_000))).isEqualTo("timestamp_too_new");
        assertThat(Timed.verdict(verifier, "0".repeat(100_000))).isEqualTo("timestamp_malformed");
    }

    @Test
    @DisplayName("milliseconds where seconds are due, and the reverse, are far away and not converted")
    void units() {
        assertThat(Timed.verdict(
                        Timed.verifier(TimestampRule.Unit.SECONDS, Timed.NOW), Long.toString(Timed.NOW.toEpochMilli())))
                .isEqualTo("timestamp_too_new");
        assertThat(Timed.verdict(
                        Timed.verifier(TimestampRule.Unit.MILLISECONDS, Timed.NOW),
                        Long.toString(Timed.NOW.getEpochSecond())))
                .isEqualTo("timestamp_too_old");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "2026-03-01T12:00:00Z, accepted",
                "2026-03-01T12:00:00.123456Z, accepted",
                "2026-03-01T14:00:00+02:00, accepted",
                "2026-03-01T11:55:00Z, accepted",
                "2026-03-01T11:54:59Z, timestamp_too_old",
                "2026-03-01T12:02:01Z, timestamp_too_new",
                "+999999999-12-31T23:59:59Z, timestamp_malformed",
                "-999999999-01-01T00:00:00Z, timestamp_malformed",
                "2026-03-01T12:00:00, timestamp_malformed",
                "2026-03-01, timestamp_malformed",
                "2026-02-30T12:00:00Z, timestamp_malformed",
                "1772366400, timestamp_malformed",
                "٢٠٢٦-03-01T12:00:00Z, timestamp_malformed",
                "2026-03-01T12:00:00Z[Europe/Berlin], timestamp_malformed"
            })
    @DisplayName("ISO 8601 needs its offset; a moment that no clock reaches is malformed")
    void iso(String time, String expected) {
        assertThat(Timed.verdict(Timed.verifier(TimestampRule.Unit.ISO_8601, Timed.NOW), time))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Sun, 01 Mar 2026 12:00:00 GMT | accepted",
                "Sun, 01 Mar 2026 11:54:59 GMT | timestamp_too_old",
                "Sun, 01 Mar 2026 12:02:01 GMT | timestamp_too_new",
                "Mon, 01 Mar 2026 12:00:00 GMT | timestamp_malformed",
                "Sunday, 01-Mar-26 12:00:00 GMT | timestamp_malformed",
                "1772366400 | timestamp_malformed"
            })
    @DisplayName("an HTTP date is read in its one modern form")
    void httpDate(String time, String expected) {
        assertThat(Timed.verdict(Timed.verifier(TimestampRule.Unit.HTTP_DATE, Timed.NOW), time))
                .isEqualTo(expected);
    }

    @Test
    @DisplayName("a time that is missing, blank or doubled is refused, and a changed one gives another signature")
    void missing() {
        WebhookVerifier verifier = Timed.verifier(TimestampRule.Unit.SECONDS, Timed.NOW);
        String time = Long.toString(Timed.NOW.getEpochSecond());
        WebhookRequest valid = Timed.signed(time);
        assertThat(reason(verifier, Requests.with(valid, "X-Time", null))).isEqualTo(RejectionReason.TIMESTAMP_MISSING);
        assertThat(reason(verifier, Requests.with(valid, "X-Time", ""))).isEqualTo(RejectionReason.TIMESTAMP_MISSING);
        assertThat(reason(verifier, Requests.with(valid, "X-Time", "  "))).isEqualTo(RejectionReason.TIMESTAMP_MISSING);
        assertThat(reason(verifier, Requests.with(valid, "X-Time", Long.toString(Timed.NOW.getEpochSecond() - 1))))
                .isEqualTo(RejectionReason.SIGNATURE_MISMATCH);
        var headers = Requests.headers(valid);
        headers.put("x-time", List.of(time, time));
        headers.remove("X-Time");
        assertThat(reason(verifier, Requests.with(valid, Headers.of(headers))))
                .isEqualTo(RejectionReason.HEADER_MALFORMED);
    }

    private static RejectionReason reason(WebhookVerifier verifier, WebhookRequest request) {
        return verifier.verify(request).rejected().orElseThrow().reason();
    }
}
