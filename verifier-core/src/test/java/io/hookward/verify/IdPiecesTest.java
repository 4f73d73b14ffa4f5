package io.hookward.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookward.TestClock;
import io.hookward.request.Delivery;
import io.hookward.request.WebhookRequest;
import io.hookward.scheme.SignatureScheme;
import io.hookward.secret.Secret;
import io.hookward.sign.WebhookSigner;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An id or a type that is put together from several values. */
class IdPiecesTest {
    private static final Secret SECRET = Secret.of("a-key-for-the-tests-of-pieces");

    private static Delivery delivery(String body, Object deliveryId) {
        SignatureScheme scheme = SignatureScheme.builder("pieces")
                .signatureHeader("X-Sig")
                .set("deliveryId", deliveryId)
                .build();
        WebhookRequest request = WebhookSigner.of(scheme, SECRET)
                .draft()
                .body(body.getBytes(StandardCharsets.UTF_8))
                .sign();
        return WebhookVerifier.builder(scheme)
                .secrets(SECRET)
                .clock(TestClock.at("2026-03-01T12:00:00Z"))
                .build()
                .verify(request)
                .orElseThrow();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"id":"m1","state":"seen","user":"u"} | m1:seen:u
            {"id":"m1","state":"seen"}            | m1:seen:
            {"id":"m1","user":"u"}                | m1::u
            {"id":"m1"}                           | m1::
            """)
    @DisplayName("a piece with a question mark may be absent, and its place stays")
    void optional(String body, String id) {
        Delivery delivery = delivery(body, "{body:/id}:{body:/state?}:{body:/user?}");
        assertThat(delivery.id()).contains(id);
        assertThat(delivery.isIdSigned()).isTrue();
    }

    @Test
    @DisplayName("a piece without one must be there, or the next alternative is taken")
    void required() {
        assertThat(delivery("{\"state\":\"seen\",\"other\":7}", List.of("{body:/id}:{body:/state?}", "body:/other"))
                        .id())
                .contains("7");
    }

    @Test
    @DisplayName("where all pieces may be absent, one of them must be there")
    void nothing() {
        List<String> alternatives = List.of("{body:/a?}:{body:/b?}", "body:/other");
        assertThat(delivery("{\"b\":1,\"other\":7}", alternatives).id()).contains(":1");
        assertThat(delivery("{\"other\":7}", alternatives).id()).contains("7");
        assertThat(delivery("{}", alternatives).id()).isEmpty();
    }

    @Test
    @DisplayName("the hash of the body can be a piece, which tells two events under one id apart")
    void fingerprint() {
        String place = "{body:/id}:{fingerprint}";
        assertThat(delivery("{\"id\":1,\"n\":1}", place).id().orElseThrow())
                .startsWith("1:sha256:")
                .isNotEqualTo(delivery("{\"id\":1,\"n\":2}", place).id().orElseThrow());
    }
}
