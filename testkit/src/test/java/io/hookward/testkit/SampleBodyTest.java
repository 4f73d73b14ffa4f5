package io.hookward.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hookward.scheme.Providers;
import io.hookward.scheme.SchemeBuilder;
import io.hookward.scheme.SignatureScheme;
import io.hookward.scheme.TimestampRule;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Bodies have what their scheme reads, where it reads it. */
class SampleBodyTest {

    @Test
    @DisplayName("id, type and time stand at the scheme's pointers, however deep")
    void nested() {
        SampleBody body = SampleBody.of(acme("body:/event/id", "body:/event/kind")
                        .timestamp("body:/meta/sent", TimestampRule.Unit.SECONDS)
                        .build())
                .id("evt_1")
                .eventType("push")
                .sentAt("1772447400");

        assertThat(text(body))
                .isEqualTo("{\"event\":{\"id\":\"evt_1\",\"kind\":\"push\"},"
                        + "\"meta\":{\"sent\":\"1772447400\"},\"data\":{\"number\":1}}");
    }

    @Test
    @DisplayName("a scheme that reads an array gets an array")
    void array() {
        assertThat(text(SampleBody.of(acme("body:/0/id", "body:/0/type").build())
                        .id("evt_1")
                        .eventType("push")))
                .isEqualTo("[{\"id\":\"evt_1\",\"type\":\"push\",\"data\":{\"number\":1}}]");
    }

    @Test
    @DisplayName("a scheme that reads form fields gets a form")
    void form() {
        SampleBody body = SampleBody.of(acme("form:event_id", "form:kind").build())
                .id("a&b")
                .eventType("push");

        assertThat(body.contentType()).isEqualTo("application/x-www-form-urlencoded");
        assertThat(text(body)).isEqualTo("event_id=a%26b&kind=push&data%2Fnumber=1");
    }

    @Test
    @DisplayName("a field of the body that is signed by itself is there")
    void signedField() {
        SignatureScheme scheme = acme("header:X-Id", "header:X-Type")
                .content("{body:/token}.{body}")
                .build();

        assertThat(text(SampleBody.of(scheme).id("evt_1"))).isEqualTo("{\"token\":\"sample\",\"data\":{\"number\":1}}");
    }

    @Test
    @DisplayName("what belongs into headers stays out of the body")
    void headers() {
        assertThat(text(SampleBody.of(Providers.get("github")).id("evt_1").eventType("push")))
                .isEqualTo("{\"data\":{\"number\":1}}");
    }

    @Test
    @DisplayName("fields of one's own are added, whatever their kind, and replace what stands there")
    void fields() {
        SampleBody body = SampleBody.of(Providers.get("github"))
                .field("/probe", Map.of("fail", 2))
                .field("/probe/sleep_ms", 5)
                .field("/tags", List.of("a", "b"))
                .field("/data", false);

        assertThat(text(body))
                .isEqualTo("{\"probe\":{\"fail\":2,\"sleep_ms\":5},\"tags\":[\"a\",\"b\"],\"data\":false}");
        assertThatThrownBy(() -> body.field("probe", 1)).isInstanceOf(IllegalArgumentException.class);
    }

    private static SchemeBuilder acme(String id, String type) {
        return SignatureScheme.builder("acme")
                .signatureHeader("X-Acme-Signature")
                .deliveryId(id)
                .eventType(type);
    }

    private static String text(SampleBody body) {
        return new String(body.bytes(), StandardCharsets.UTF_8);
    }
}
