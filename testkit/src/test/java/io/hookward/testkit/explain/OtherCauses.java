package io.hookward.testkit.explain;

import static io.hookward.testkit.explain.Broken.SECRET;
import static io.hookward.testkit.explain.Broken.URL;
import static io.hookward.testkit.explain.Broken.WHSEC;
import static io.hookward.testkit.explain.Broken.bytes;

import io.hookward.request.WebhookRequest;
import io.hookward.scheme.Providers;
import io.hookward.scheme.SignatureScheme;
import io.hookward.testkit.Requests;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Deliveries of which something else is broken than the body. */
final class OtherCauses {
    private static final String GITHUB = "X-Hub-Signature-256";

    private OtherCauses() {}

    static Stream<Arguments> all() {
        return Stream.of(secrets(), otherSecrets(), schemes(), headers(), urls())
                .flatMap(some -> some);
    }

    private static Arguments of(Cause cause, String how, Broken broken) {
        return Arguments.of(cause, how, broken);
    }

    private static Stream<Arguments> secrets() {
        String hex = HexFormat.of().formatHex(bytes(SECRET));
        String base64 = WHSEC.substring("whsec_".length());
        return Stream.of(
                of(Cause.SECRET_WHITESPACE, "line break", Broken.of("github").secret(SECRET, SECRET + "\n")),
                of(Cause.SECRET_WHITESPACE, "blank", Broken.of("github").secret(SECRET, " " + SECRET)),
                of(Cause.SECRET_QUOTED, "double", Broken.of("github").secret(SECRET, '"' + SECRET + '"')),
                of(Cause.SECRET_QUOTED, "single", Broken.of("github").secret(SECRET, "'" + SECRET + "'")),
                of(Cause.SECRET_LINE_BREAK, "", Broken.of("github").secret(SECRET, SECRET + "\\n")),
                of(
                        Cause.SECRET_NEWLINE_LOST,
                        "",
                        Broken.of(Providers.get("github"), hexKey("github")).secret(hex + "0a", SECRET)),
                of(Cause.SECRET_BOM, "", Broken.of("github").secret(SECRET, "\uFEFF" + SECRET)),
                of(Cause.SECRET_ASSIGNMENT, "", Broken.of("github").secret(SECRET, "GITHUB_SECRET=" + SECRET)),
                of(
                        Cause.SECRET_URL_ENCODED,
                        "",
                        Broken.of("github").secret("a/secret+of tests&all", "a%2Fsecret%2Bof%20tests%26all")),
                of(
                        Cause.SECRET_PREFIX_KEPT,
                        "whole as text",
                        Broken.of(Providers.get("standard-webhooks"), key("standard-webhooks", "text"))
                                .secret(WHSEC, WHSEC)),
                of(Cause.SECRET_PREFIX_STRIPPED, "", Broken.of("stripe").secret(base64, WHSEC)),
                of(
                        Cause.SECRET_VERSION_PREFIX,
                        "",
                        Broken.of("standard-webhooks").secret(WHSEC, "v1," + WHSEC)),
                of(
                        Cause.SECRET_BASE64_DECODED,
                        "whsec_",
                        Broken.of(Providers.get("avnology"), key("avnology", "strip whsec_", "base64"))
                                .secret(WHSEC, WHSEC)),
                of(
                        Cause.SECRET_BASE64_DECODED,
                        "plain",
                        Broken.of(Providers.get("github"), key("github", "base64"))
                                .secret(base64, base64)),
                of(
                        Cause.SECRET_HEX_DECODED,
                        "",
                        Broken.of(Providers.get("github"), hexKey("github")).secret(hex, hex)),
                of(
                        Cause.SECRET_NOT_DECODED,
                        "",
                        Broken.of(Providers.get("svix"), key("svix", "strip whsec_", "text"))
                                .secret(WHSEC, WHSEC)),
                of(Cause.SECRET_ENCODED, "", Broken.of("github").secret(base64, SECRET)));
    }

    private static Stream<Arguments> otherSecrets() {
        String other = "another secret of another endpoint";
        return Stream.of(
                of(
                        Cause.SECRET_OLD,
                        "",
                        Broken.of("github").secret(other, SECRET).with(one -> one.oldSecret("OLD", other))),
                of(
                        Cause.SECRET_OTHER_ENDPOINT,
                        "",
                        Broken.of("github").secret(other, SECRET).with(one -> one.secretOfOtherEndpoint("B", other))),
                of(
                        Cause.SECRET_OTHER_MODE,
                        "",
                        Broken.of("stripe").secret(other, SECRET).with(one -> one.secretOfOtherMode("TEST", other))));
    }

    private static Stream<Arguments> schemes() {
        return Stream.of(
                of(
                        Cause.SCHEME_ALGORITHM,
                        "",
                        Broken.of(Providers.get("avra"), field("avra", "algorithm", "hmac-sha512"))),
                of(
                        Cause.SCHEME_ENCODING,
                        "base64",
                        Broken.of(Providers.get("avra"), signature("avra", "encoding", "base64"))),
                of(
                        Cause.SCHEME_ENCODING,
                        "base64url",
                        Broken.of(Providers.get("square"), signature("square", "encoding", "base64url"))),
                of(
                        Cause.SCHEME_ENCODING,
                        "hex",
                        Broken.of(Providers.get("shopify"), signature("shopify", "encoding", "hex"))),
                of(
                        Cause.SCHEME_PREFIX,
                        "lost",
                        Broken.of("slack").header("X-Slack-Signature", value -> value.substring(3))),
                of(
                        Cause.SCHEME_PREFIX,
                        "added",
                        Broken.of(Providers.get("avnology"), signature("avnology", "prefix", "sha256="))),
                of(
                        Cause.SCHEME_LABEL,
                        "test mode",
                        Broken.of("stripe").header("Stripe-Signature", value -> value.replace("v1=", "v0="))),
                of(Cause.SCHEME_HEADER, "", Broken.of("avnology").moved("X-Avnology-Signature", "X-Gateway-Seal")),
                of(
                        Cause.SCHEME_TEMPLATE,
                        "body alone",
                        Broken.of(Providers.get("avnology"), field("avnology", "content", "{body}"))),
                of(
                        Cause.SCHEME_TEMPLATE,
                        "colon",
                        Broken.of(Providers.get("avnology"), field("avnology", "content", "{timestamp}:{body}"))),
                of(
                        Cause.SCHEME_OTHER_VARIANT,
                        "",
                        Broken.of("github")
                                .variant(2)
                                .moved("X-Hub-Signature", "X-Hub-Signature-256")
                                .change(OtherCauses::withOldSignature)),
                of(Cause.SCHEME_OTHER_PROVIDER, "", Broken.of(Providers.get("github"), Providers.get("slack"))),
                of(
                        Cause.SIGNATURE_TRUNCATED,
                        "hex",
                        Broken.of("github").header(GITHUB, value -> value.substring(0, 50))),
                of(
                        Cause.SIGNATURE_TRUNCATED,
                        "base64",
                        Broken.of("shopify").header("X-Shopify-Hmac-SHA256", value -> value.substring(0, 30))));
    }

    private static Stream<Arguments> headers() {
        return Stream.of(
                of(Cause.SIGNATURE_QUOTED, "", Broken.of("github").header(GITHUB, value -> '"' + value + '"')),
                of(
                        Cause.SIGNATURE_WHITESPACE,
                        "",
                        Broken.of("github")
                                .header(GITHUB, value -> value.substring(0, 40) + " " + value.substring(40))),
                of(
                        Cause.SIGNATURE_URL_ENCODED,
                        "",
                        Broken.of("shopify")
                                .header(
                                        "X-Shopify-Hmac-SHA256",
                                        value -> value.replace("=", "%3D")
                                                .replace("+", "%2B")
                                                .replace("/", "%2F"))),
                of(
                        Cause.SIGNATURE_PLUS_LOST,
                        "",
                        withPlus().header("X-Shopify-Hmac-SHA256", value -> value.replace('+', ' '))),
                of(
                        Cause.SIGNATURE_PADDING_LOST,
                        "",
                        Broken.of("shopify").header("X-Shopify-Hmac-SHA256", value -> value.replace("=", ""))),
                of(
                        Cause.HEADER_RENAMED,
                        "CGI",
                        Broken.of("slack")
                                .moved("X-Slack-Signature", "HTTP_X_SLACK_SIGNATURE")
                                .moved("X-Slack-Request-Timestamp", "HTTP_X_SLACK_REQUEST_TIMESTAMP")));
    }

    private static Stream<Arguments> urls() {
        return Stream.of(
                of(Cause.URL_SCHEME, "", square(URL, URL.replace("https:", "http:"))),
                of(
                        Cause.URL_HOST,
                        "",
                        square(URL, URL.replace("hooks.example.com", "10.0.0.7"))
                                .change(request -> Requests.with(request, "X-Forwarded-Host", "hooks.example.com"))),
                of(Cause.URL_PORT, "lost", square(URL.replace(".com", ".com:8443"), URL)),
                of(Cause.URL_PORT, "added", square(URL, URL.replace(".com", ".com:8080"))),
                of(Cause.URL_SLASH, "", square("https://example.com/in/", "https://example.com/in")),
                of(Cause.URL_PATH, "prefix added", square(URL, URL.replace("/in/", "/app/in/"))),
                of(
                        Cause.URL_PATH,
                        "prefix stripped",
                        square(URL, URL.replace("/in/", "/"))
                                .change(request -> Requests.with(request, "X-Forwarded-Prefix", "/in"))),
                of(Cause.URL_QUERY, "", square("https://example.com/in", "https://example.com/in?debug=1")),
                of(Cause.URL_QUERY_ORDER, "", square(URL, URL.replace("b=2&a=1%20x", "a=1%20x&b=2"))),
                of(Cause.URL_ESCAPES, "", square(URL, URL.replace("%20", "+"))));
    }

    /** A delivery whose signature has a plus in it. */
    private static Broken withPlus() {
        return IntStream.range(0, 1000)
                .mapToObj(number -> Broken.of("shopify").body("{\"id\":" + number + "}"))
                .filter(broken -> String.valueOf(broken.request().headers().first("X-Shopify-Hmac-SHA256"))
                        .contains("+"))
                .findFirst()
                .orElseThrow();
    }

    private static Broken square(String signed, String received) {
        return Broken.of("square").urls(signed, received);
    }

    /** What a receiver that reads the new header alone sees of an old sender. */
    private static WebhookRequest withOldSignature(WebhookRequest request) {
        String value = String.valueOf(request.headers().first(GITHUB));
        return Requests.with(Requests.with(request, GITHUB, "sha256=" + "0".repeat(64)), "X-Hub-Signature", value);
    }

    private static SignatureScheme field(String provider, String field, Object value) {
        Map<String, Object> definition =
                Recipes.of(Providers.get(provider), 0).orElseThrow().definition();
        definition.put(field, value);
        return SignatureScheme.of(definition, "test");
    }

    private static SignatureScheme signature(String provider, String field, Object value) {
        Map<String, Object> definition =
                Recipes.of(Providers.get(provider), 0).orElseThrow().definition();
        Map<String, Object> signature = new LinkedHashMap<>(Recipes.copy((Map<?, ?>) definition.get("signature")));
        signature.put(field, value);
        return field(provider, "signature", signature);
    }

    static SignatureScheme unit(String provider, String unit) {
        Map<String, Object> definition =
                Recipes.of(Providers.get(provider), 0).orElseThrow().definition();
        Map<String, Object> timestamp = new LinkedHashMap<>(Recipes.copy((Map<?, ?>) definition.get("timestamp")));
        timestamp.put("unit", unit);
        return field(provider, "timestamp", timestamp);
    }

    private static SignatureScheme key(String provider, String... steps) {
        return field(provider, "key", List.of(steps));
    }

    private static SignatureScheme hexKey(String provider) {
        return key(provider, "hex");
    }
}
