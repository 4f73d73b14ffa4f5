package io.hookward.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookward.content.ContentPlan;
import io.hookward.content.RequestValues;
import io.hookward.content.ValueTable;
import io.hookward.header.Timestamps;
import io.hookward.request.Headers;
import io.hookward.request.WebhookRequest;
import io.hookward.scheme.SignatureScheme;
import io.hookward.scheme.Template;
import io.hookward.scheme.TimestampRule;
import io.hookward.secret.Secret;
import io.hookward.sign.WebhookSigner;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The parts of the language that few providers need. */
class CodedContentTest {
    private static final Secret SECRET = Secret.builder("abcde").allowShort().build();

    @ParameterizedTest
    @DisplayName("a URL and a form are written as Plivo signs them, whether or not there are parameters or fields")
    @CsvSource({
        "https://a.example/x,                '',            https://a.example/x",
        "https://a.example/x?b=2&a=1,        '',            https://a.example/x?a=1&b=2",
        "https://a.example/x,                To=1&From=%2B2, https://a.example/x?From+2To1",
        "https://a.example/x?b=2&a=3&a=1,    To=2&To=1,     https://a.example/x?a=1&a=3&b=2.To1To2"
    })
    void urlFormSorted(String url, String form, String expected) {
        assertThat(content("{url-form-sorted}", url, form)).isEqualTo(expected);
    }

    @ParameterizedTest
    @DisplayName("a URL is cut before its query")
    @CsvSource({
        "https://a.example,             https://a.example",
        "https://a.example?q=/,         https://a.example",
        "https://a.example:8443/x/y?q=1, https://a.example:8443/x/y"
    })
    void urlWithoutQuery(String url, String expected) {
        assertThat(content("{url-without-query}", url, "")).isEqualTo(expected);
    }

    @Test
    @DisplayName("a form is written as PHP serialises it: sorted, lengths in bytes, without its signature")
    void formPhp() {
        assertThat(content("{form-php}", "https://a.example", "p_signature=x&name=J%C3%B6rg&amount=1.00"))
                .isEqualTo("a:2:{s:6:\"amount\";s:4:\"1.00\";s:4:\"name\";s:5:\"Jörg\";}");
    }

    @Test
    @DisplayName("a hash that stands in the body is verified over the body with the secret in its place")
    void bodyWithSecret() {
        SignatureScheme scheme = SignatureScheme.builder("in-body")
                .set("algorithm", "md5")
                .set("signature", Map.of("from", "body:/auth"))
                .content("{body-with-secret:body:/auth}")
                .build();
        WebhookVerifier verifier = WebhookVerifier.of(scheme, SECRET);
        // MD5 of {"auth":"abcde","n":1}
        String body = "{\"auth\":\"26fb828b381406818f1051a19cdd5651\",\"n\":1}";

        assertThat(verifier.verify(request("https://a.example", body)).isAccepted())
                .isTrue();
        assertThat(verifier.verify(request("https://a.example", body.replace(":1", ":2")))
                        .isAccepted())
                .isFalse();
    }

    @ParameterizedTest
    @DisplayName("variants with the same place for their signatures are told apart by the length")
    @CsvSource({
        // MD5 of &a=1abcde; HMAC-SHA-1 of &a=1; a length that neither has
        "75e6b4fd2fe97a298efc2b355f7494b4, true",
        "e47e84288d6c551796921e2fc328bb00e5613eff, true",
        "7d43241108912b32, false"
    })
    void told(String signature, boolean accepted) {
        SignatureScheme scheme = SignatureScheme.builder("by-length")
                .set("signature", Map.of("from", "query:sig"))
                .set(
                        "variants",
                        List.of(
                                Map.of("algorithm", "hmac-sha1", "content", "{parameters-sorted}"),
                                Map.of("algorithm", "md5", "content", "{parameters-sorted}{secret}")))
                .build();

        assertThat(WebhookVerifier.of(scheme, SECRET)
                        .verify(request("https://a.example?a=1&sig=" + signature, ""))
                        .isAccepted())
                .isEqualTo(accepted);
    }

    @ParameterizedTest
    @DisplayName("signatures may be joined by a comma and a blank although each has a comma of its own")
    @ValueSource(strings = {"v1,SIG", "v1,AAAA, v1,SIG", "v1,SIG, v2,AAAA"})
    void listOfCommas(String header) {
        SignatureScheme scheme = SignatureScheme.builder("commas")
                .set("signature", Map.of("from", "header:X-Sig", "list", ", ", "prefix", "v1,", "encoding", "base64"))
                .build();
        WebhookRequest signed =
                WebhookSigner.of(scheme, SECRET).draft().body(new byte[] {1}).sign();
        String value = String.valueOf(signed.headers().first("X-Sig"));
        String list = header.replace("v1,SIG", value);

        assertThat(WebhookVerifier.of(scheme, SECRET)
                        .verify(Headers.of("X-Sig", list), new byte[] {1})
                        .isAccepted())
                .isTrue();
    }

    @ParameterizedTest
    @DisplayName("an HTTP date may lack its comma and name UTC")
    @ValueSource(strings = {"Thu, 07 Sep 2017 06:30:04 GMT", "Thu 07 Sep 2017 06:30:04 UTC"})
    void httpDate(String date) {
        assertThat(Timestamps.parse(date, TimestampRule.Unit.HTTP_DATE)).isEqualTo(1_504_765_804_000L);
    }

    private static String content(String template, String url, String form) {
        WebhookRequest request = request(url, form);
        ValueTable table = new ValueTable(false);
        ContentPlan content = ContentPlan.of(Template.parse(template), table);
        RequestValues values = new RequestValues(table.complete(), request.head());
        values.body(request.array(), request.offset(), request.length());
        content.prepare(values);
        return new String(content.bytes(values), StandardCharsets.UTF_8);
    }

    private static WebhookRequest request(String url, String body) {
        return WebhookRequest.builder()
                .url(url)
                .headers(Headers.of("Content-Type", "application/x-www-form-urlencoded"))
                .body(body.getBytes(StandardCharsets.UTF_8))
                .build();
    }
}
