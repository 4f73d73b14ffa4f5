package io.hookward.testkit.explain;

import static io.hookward.testkit.explain.Broken.BODY;
import static io.hookward.testkit.explain.Broken.NOW;
import static io.hookward.testkit.explain.Broken.bytes;

import io.hookward.scheme.Providers;
import io.hookward.scheme.SignatureScheme;
import io.hookward.testkit.Requests;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.params.provider.Arguments;

/** Deliveries whose body or time is broken. */
final class BodyCauses {
    private static final String PRETTY =
            "{\n  \"id\": \"evt_1\",\n  \"type\": \"ping\",\n  \"n\": [\n    1,\n    2\n  ]\n}";
    private static final String COMPACT = "{\"id\":\"evt_1\",\"type\":\"ping\",\"n\":[1,2]}";
    private static final String FORM = "token=x1&text=a+b%2Fc%7Ed&user=Zo%C3%AB";

    private BodyCauses() {}

    static Stream<Arguments> all() {
        return Stream.of(times(), bodies(), json(), forms(), codings()).flatMap(some -> some);
    }

    private static Arguments of(Cause cause, String how, Broken broken) {
        return Arguments.of(cause, how, broken);
    }

    private static Stream<Arguments> times() {
        return Stream.of(
                of(Cause.TIME_STALE, "an hour old", Broken.of("slack").sentAt(NOW.minus(Duration.ofHours(1)))),
                of(Cause.TIME_FUTURE, "an hour ahead", Broken.of("slack").sentAt(NOW.plus(Duration.ofHours(1)))),
                of(
                        Cause.TIME_UNIT,
                        "milliseconds",
                        Broken.of(Providers.get("avnology"), unit("avnology", "milliseconds"))),
                of(Cause.TIME_UNIT, "ISO 8601", Broken.of(Providers.get("avnology"), unit("avnology", "iso-8601"))));
    }

    private static Stream<Arguments> bodies() {
        return Stream.of(
                of(Cause.BODY_NEWLINE_ADDED, "LF", Broken.of("github").received(BODY + "\n")),
                of(Cause.BODY_NEWLINE_ADDED, "CRLF", Broken.of("github").received(BODY + "\r\n")),
                of(
                        Cause.BODY_NEWLINE_LOST,
                        "LF",
                        Broken.of("github").body(BODY + "\n").received(BODY)),
                of(
                        Cause.BODY_NEWLINE_LOST,
                        "CRLF",
                        Broken.of("github").body(BODY + "\r\n").received(BODY)),
                of(Cause.BODY_WHITESPACE_ADDED, "", Broken.of("github").received(" " + BODY + " \n\n")),
                of(Cause.BODY_CRLF, "", Broken.of("github").body(PRETTY).received(PRETTY.replace("\n", "\r\n"))),
                of(
                        Cause.BODY_LF,
                        "",
                        Broken.of("github").body(PRETTY.replace("\n", "\r\n")).received(PRETTY)),
                of(Cause.BODY_BOM_ADDED, "", Broken.of("github").received("\uFEFF" + BODY)),
                of(
                        Cause.BODY_BOM_LOST,
                        "",
                        Broken.of("github").body("\uFEFF" + BODY).received(BODY)),
                of(
                        Cause.BODY_CHARSET,
                        "ISO 8859-1",
                        Broken.of("github").received(new String(bytes(BODY), StandardCharsets.ISO_8859_1))),
                of(
                        Cause.BODY_CHARSET,
                        "written as it",
                        Broken.of("github").received(BODY.getBytes(StandardCharsets.ISO_8859_1))),
                of(Cause.BODY_CHARSET, "UTF-16", Broken.of("github").received(BODY.getBytes(StandardCharsets.UTF_16))),
                of(
                        Cause.BODY_LONGER_THAN_DECLARED,
                        "",
                        Broken.of("github")
                                .change(request ->
                                        Requests.with(request, "Content-Length", String.valueOf(bytes(BODY).length)))
                                .received(BODY + "\0\0\0")));
    }

    private static Stream<Arguments> json() {
        return Stream.of(
                of(
                        Cause.BODY_JSON_COMPACT,
                        "",
                        Broken.of("github").body(COMPACT).received(PRETTY)),
                of(
                        Cause.BODY_JSON_COMPACT,
                        "odd blanks",
                        Broken.of("github").body(COMPACT).received(COMPACT.replace(",", "  ,"))),
                of(
                        Cause.BODY_JSON_PRETTY,
                        "two",
                        Broken.of("github").body(PRETTY).received(COMPACT)),
                of(
                        Cause.BODY_JSON_PRETTY,
                        "Python",
                        Broken.of("github")
                                .body("{\"id\": \"evt_1\", \"type\": \"ping\", \"n\": [1, 2]}")
                                .received(COMPACT)),
                of(
                        Cause.BODY_JSON_PRETTY,
                        "Jackson",
                        Broken.of("github")
                                .body("{\n  \"id\" : \"evt_1\",\n  \"type\" : \"ping\",\n  \"n\" : [ 1, 2 ]\n}")
                                .received(COMPACT)),
                of(
                        Cause.BODY_JSON_KEY_ORDER,
                        "sorted",
                        Broken.of("github")
                                .body("{\"a\":1,\"b\":{\"c\":2,\"d\":3}}")
                                .received("{\"b\":{\"d\":3,\"c\":2},\"a\":1}")),
                of(
                        Cause.BODY_JSON_KEY_ORDER,
                        "lost",
                        Broken.of("github")
                                .body("{\"z\":1,\"b\":2,\"m\":3,\"a\":4}")
                                .received("{\"a\":4,\"b\":2,\"m\":3,\"z\":1}")),
                of(
                        Cause.BODY_JSON_ESCAPES,
                        "ASCII",
                        Broken.of("github").body(BODY.replace("ë", "\\u00eb")).received(BODY)),
                of(
                        Cause.BODY_JSON_ESCAPES,
                        "slash",
                        Broken.of("github").body(BODY.replace("/", "\\/")).received(BODY)),
                of(
                        Cause.BODY_JSON_ESCAPES,
                        "HTML",
                        Broken.of("github").body(BODY.replace("&", "\\u0026")).received(BODY)),
                of(Cause.BODY_JSON_ESCAPES, "undone", Broken.of("github").received(BODY.replace("/", "\\/"))),
                of(
                        Cause.BODY_JSON_IN_STRING,
                        "",
                        Broken.of("github").received("\"" + BODY.replace("\"", "\\\"") + "\"")));
    }

    private static Stream<Arguments> forms() {
        return Stream.of(
                of(
                        Cause.BODY_FORM_ENCODING,
                        "blank",
                        Broken.of("slack").body(FORM).received(FORM.replace("+", "%20"))),
                of(
                        Cause.BODY_FORM_ENCODING,
                        "tilde",
                        Broken.of("slack").body(FORM).received(FORM.replace("%7E", "~"))),
                of(
                        Cause.BODY_FORM_ENCODING,
                        "case",
                        Broken.of("slack")
                                .body(FORM.replace("%C3%AB", "%c3%ab")
                                        .replace("%2F", "%2f")
                                        .replace("%7E", "%7e"))
                                .received(FORM)),
                of(
                        Cause.BODY_FORM_ORDER,
                        "",
                        Broken.of("slack").body(FORM).received("text=a+b%2Fc%7Ed&token=x1&user=Zo%C3%AB")),
                of(
                        Cause.BODY_FORM_UNWRAPPED,
                        "",
                        Broken.of("github")
                                .body("payload=%7B%22id%22%3A%22evt_1%22%2C%22a%22%3A%22b+c%22%7D")
                                .received("{\"id\":\"evt_1\",\"a\":\"b c\"}")));
    }

    private static Stream<Arguments> codings() {
        byte[] zipped = gzip(bytes(BODY));
        return Stream.of(
                of(Cause.BODY_COMPRESSED, "", Broken.of("github").received(zipped)),
                of(Cause.BODY_DECOMPRESSED, "", Broken.of("github").body(zipped).received(BODY)),
                of(
                        Cause.BODY_CHUNK_FRAMING,
                        "",
                        Broken.of("github")
                                .received("5\r\n" + BODY.substring(0, 5) + "\r\n"
                                        + Integer.toHexString(bytes(BODY).length - 5) + "\r\n" + BODY.substring(5)
                                        + "\r\n0\r\n\r\n")));
    }

    private static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
            gzip.write(bytes);
        } catch (IOException inMemory) {
            throw new IllegalStateException(inMemory);
        }
        return zipped.toByteArray();
    }

    private static SignatureScheme unit(String provider, String unit) {
        return OtherCauses.unit(provider, unit);
    }
}
