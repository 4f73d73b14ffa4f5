package io.hookward.scheme;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where the timestamp stands, and how old or how far ahead it may be.
 *
 * @param source where it stands
 * @param unit how it is written
 * @param tolerance how far it may lie in the past as the provider recommends, or null if it does not say
 * @param futureTolerance how far it may lie in the future as the provider recommends, or null if it does not say
 * @param expires where a moment stands after which the request counts no more, or null if the provider sends none
 */
public record TimestampRule(
        Source source,
        Unit unit,
        @Nullable Duration tolerance,
        @Nullable Duration futureTolerance,
        @Nullable Source expires) {

    /** How a time is written. */
    public enum Unit {
        /** Seconds since 1970-01-01T00:00:00Z, decimal digits only. */
        SECONDS,
        /** Milliseconds since 1970-01-01T00:00:00Z, decimal digits only. */
        MILLISECONDS,
        /** ISO 8601 with an offset or {@code Z}, such as {@code 2026-03-02T10:30:00Z}. */
        ISO_8601,
        /** The date format of HTTP headers (RFC 9110, section 5.6.7). */
        HTTP_DATE,
        /** Opaque: part of the signed content, but no time that can be judged. */
        OPAQUE
    }
}
