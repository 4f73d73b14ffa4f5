package io.hookward.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookward.TestClock;
import io.hookward.request.WebhookRequest;
import io.hookward.scheme.Providers;
import io.hookward.scheme.SignatureScheme;
import io.hookward.secret.Secret;
import io.hookward.sign.WebhookSigner;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a captured and fresh delivery may be changed to where its bytes are not what is signed: nothing that any parser of
 * the application's reads differently.
 */
class AlteredBodyTest {
    private static final Secret SECRET = Secret.of("signkey-test-a-secret-for-altered-bodies");
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final String URL = "https://example.com/hook";

    private static final Sender INNGEST = new Sender(Providers.get("inngest"), null);

    private static Sender signing(Object content, @Nullable String contentType) {
        return new Sender(
                SignatureScheme.builder("acme")
                        .signatureHeader("X-Sig")
                        .set("content", content)
                        .build(),
                contentType);
    }

    private record Sender(SignatureScheme scheme, @Nullable String contentType) {
        private String verdict(String signed, String sent) {
            return verdict(signed, sent, "");
        }

        /** What becomes of a body, and a query, that come with the signature of another. */
        private String verdict(String signed, String sent, String query) {
            WebhookSigner.Draft draft = WebhookSigner.of(scheme, SECRET)
                    .draft()
                    .sentAt(NOW)
                    .url(URL)
                    .body(signed.getBytes(StandardCharsets.UTF_8));
            WebhookRequest request = (contentType == null ? draft : draft.header("Content-Type", contentType)).sign();
            WebhookRequest altered = WebhookRequest.builder()
                    .method("POST")
                    .url(URL + query)
                    .headers(request.headers())
                    .body(sent.getBytes(StandardCharsets.ISO_8859_1))
                    .build();
            return WebhookVerifier.builder(scheme)
                    .secrets(SECRET)
                    .clock(TestClock.at(NOW))
                    .build()
                    .verify(altered)
                    .fold(delivery -> "accepted", why -> why.reason().code());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"account\":9007199254740993,\"amount\":1,\"name\":\"pay\"}",
                "{\"account\":9007199254740992,\"amount\":1000000,\"amount\":1,\"name\":\"pay\"}",
                "{\"account\":9007199254740992,\"amount\":1,\"name\":\"pay\",\"amount\":1000000}",
                "{\"account\":9007199254740992,\"\\u0061mount\":1000000,\"amount\":1,\"name\":\"pay\"}",
                "{\"account\":9007199254740992,\"amount\":1.0000000000000000001,\"name\":\"pay\"}",
                "{\"account\":9007199254740992,\"amount\":1,\"name\":\"pay\"}{\"amount\":1000000}",
                "{\"account\":9007199254740992,\"amount\":1,\"name\":\"p\u00c1\u00a1y\"}"
            })
    @DisplayName("Inngest's canonical form admits no other number, no second member, and nothing after the body")
    void canonical(String altered) {
        String captured = "{\"account\":9007199254740992,\"amount\":1,\"name\":\"pay\"}";
        assertThat(INNGEST.verdict(captured, altered)).isEqualTo("body_malformed");
    }

    @Test
    @DisplayName("Inngest's canonical form admits the same members in another spelling")
    void spelling() {
        assertThat(INNGEST.verdict(
                        "{\"account\":9007199254740992,\"amount\":1,\"name\":\"pay\"}",
                        "{ \"name\": \"p\\u0061y\", \"amount\": 1.0, \"account\": 9007199254740992 }"))
                .isEqualTo("accepted");
    }

    @Test
    @DisplayName("Inngest's canonical form keeps half a surrogate pair apart from a question mark")
    void questionMark() {
        assertThat(INNGEST.verdict("{\"a\":\"?\"}", "{\"a\":\"\\ud800\"}")).isEqualTo("body_malformed");
    }

    @Test
    @DisplayName("compact JSON admits white space, but no overlong characters, other encodings or second values")
    void compact() {
        Sender compact = signing("{body|json-compact}", null);
        assertThat(compact.verdict("{\"a\":\"/\"}", " { \"a\" : \"/\" } ")).isEqualTo("accepted");
        assertThat(compact.verdict("{\"a\":\"/\"}", "{\"a\":\"\u00c0\u00af\"}")).isEqualTo("body_malformed");
        assertThat(compact.verdict("{}", "\0{\0}")).isEqualTo("body_malformed");
        assertThat(compact.verdict("{\"a\":\"/\"}", "{\"a\":\"/\"}{}")).isEqualTo("body_malformed");
        assertThat(compact.verdict("{\"a\":1}", "{\"a\":2,\"a\":1}")).isEqualTo("body_malformed");
        assertThat(compact.verdict("{\"a\":\"?\"}", "{\"a\":\"\\ud800\"}")).isEqualTo("signature_mismatch");
    }

    @Test
    @DisplayName("signed fields of a body admit no half surrogate pair in place of a question mark")
    void fields() {
        Sender fields = signing("{body:/text}", null);
        assertThat(fields.verdict("{\"text\":\"really?\"}", "{\"text\":\"really?\"}"))
                .isEqualTo("accepted");
        assertThat(fields.verdict("{\"text\":\"really?\"}", "{\"text\":\"really\\ud800\"}"))
                .isEqualTo("body_malformed");
        assertThat(fields.verdict("{\"text\":\"a/b\"}", "{\"text\":\"a\u00c0\u00afb\"}"))
                .isEqualTo("body_malformed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"x\":1}", "[\"x\"]", "[]", "\"  \""})
    @DisplayName("a signed field that may be absent is not left out when it is there without text")
    void optionalFields(String value) {
        String altered = "{\"text\":\"t\",\"subject\":" + value + "}";
        for (Object content : List.of(
                List.of("{body:/text}", Map.of("ifPresent", "{body:/subject}")), "{body:/text}{body:/subject?}")) {
            Sender optional = signing(content, null);
            assertThat(optional.verdict("{\"text\":\"t\"}", "{\"text\":\"t\",\"subject\":null}"))
                    .isEqualTo("accepted");
            assertThat(optional.verdict("{\"text\":\"t\"}", altered)).isEqualTo("body_malformed");
        }
    }

    @Test
    @DisplayName("a form signed as PHP serialises it admits no second field of a name, before or behind the signed one")
    void phpForm() {
        Sender php = signing("{form-php}", "application/x-www-form-urlencoded");
        assertThat(php.verdict("amount=1&name=pay", "name=pay&amount=1")).isEqualTo("accepted");
        assertThat(php.verdict("amount=1&name=pay", "amount=1000000&amount=1&name=pay"))
                .isEqualTo("body_malformed");
        assertThat(php.verdict("amount=1&name=pay", "amount=1&%61mount=1&name=pay"))
                .isEqualTo("body_malformed");
    }

    @Test
    @DisplayName("a signed form admits no broken escape, which every reader decodes in its own way")
    void brokenEscapes() {
        for (String content : List.of("{form-php}", "{form-sorted}", "{parameters-sorted}", "{url-form-sorted}")) {
            Sender form = signing(content, "application/x-www-form-urlencoded");
            assertThat(form.verdict("text=a%2Bb%25zz", "text=%61%2bb%25zz")).isEqualTo("accepted");
            assertThat(form.verdict("text=a%2Bb%25zz", "text=a+b%zz")).isEqualTo("body_malformed");
        }
    }

    @Test
    @DisplayName("sorted parameters admit no parameter whose name holds others")
    void namesThatHoldOthers() {
        Sender form = signing("{parameters-sorted}", "application/x-www-form-urlencoded");
        assertThat(form.verdict("a=1&b=2", "b=2&a=1&empty=")).isEqualTo("accepted");
        assertThat(form.verdict("a=1&b=2", "a%3D1%26b=2")).isEqualTo("body_malformed");
        assertThat(form.verdict("a=1&b=2", "a=1&b=2&a=3")).isEqualTo("body_malformed");
        assertThat(form.verdict("a=1&b=2", "a=1&b=2", "?a=1")).isEqualTo("body_malformed");
    }

    @Test
    @DisplayName("sorted parameters admit no JSON that is sent as a form without values, and so is not signed")
    void jsonAsForm() {
        Sender form = signing("{parameters-sorted}", "application/x-www-form-urlencoded");
        assertThat(form.verdict("", "")).isEqualTo("accepted");
        for (String json : List.of("{\"amount\":1000000}", " [1]", "%7B%22amount%22:1000000}", "\"text\"")) {
            assertThat(form.verdict("", json)).isEqualTo("body_malformed");
        }
    }

    @Test
    @DisplayName("sorted parameters of a JSON body admit no second object, and no half surrogate pair")
    void jsonParameters() {
        Sender json = signing("{parameters-sorted}", "application/json");
        assertThat(json.verdict("{\"a\":\"?\"}", "{ \"a\" : \"?\" }")).isEqualTo("accepted");
        assertThat(json.verdict("{\"a\":\"?\"}", "{\"a\":\"?\"}{\"a\":\"!\"}")).isEqualTo("body_malformed");
        assertThat(json.verdict("{\"a\":\"?\"}", "{\"a\":\"\\ud800\"}")).isEqualTo("body_malformed");
        assertThat(json.verdict("{\"a\":\"?\"}", "{\"a\":\"!\",\"a\":\"?\"}")).isEqualTo("body_malformed");
    }

    @Test
    @DisplayName("a signed parameter of the query admits no second one of its name")
    void query() {
        Sender query = signing("{query:id?}", null);
        assertThat(query.verdict("", "")).isEqualTo("accepted");
        assertThat(query.verdict("", "", "?id=7")).isEqualTo("signature_mismatch");
        assertThat(query.verdict("", "", "?id=&id=7")).isEqualTo("header_malformed");
    }
}
