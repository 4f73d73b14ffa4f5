package io.hookward.spring.properties;

import static io.hookward.spring.properties.Failures.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.hookward.Reception;
import io.hookward.WebhookEndpoint;
import io.hookward.WebhookReceiver;
import io.hookward.request.Delivery;
import io.hookward.request.Headers;
import io.hookward.request.RejectionReason;
import io.hookward.request.WebhookRequest;
import io.hookward.scheme.Algorithm;
import io.hookward.scheme.SigningMethod;
import io.hookward.secret.Secret;
import io.hookward.secret.SecretSource;
import io.hookward.spring.WebhookEndpoints;
import io.hookward.spring.autoconfigure.HookwardAutoConfiguration;
import io.hookward.spring.autoconfigure.HookwardMemoryStoreAutoConfiguration;
import io.hookward.verify.Verification;
import io.hookward.verify.WebhookVerifier;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

@DisplayName("What an endpoint changes of its provider's scheme by properties")
class SchemeChangesTest {
    private static final String SECRET = "not-a-real-secret-of-an-endpoint";
    private static final String BODY = "{\"kind\":\"made\",\"key\":\"k-1\"}";
    private static final long NOW = System.currentTimeMillis() / 1000;

    private static WebhookEndpoint endpoint(String provider, String... properties) {
        WebhookEndpoint[] found = new WebhookEndpoint[1];
        runner(provider, properties).run(context -> {
            assertThat(context).hasNotFailed();
            found[0] = context.getBean(WebhookEndpoints.class).all().get(0);
        });
        return found[0];
    }

    private static ApplicationContextRunner runner(String provider, String... properties) {
        return new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        HookwardAutoConfiguration.class, HookwardMemoryStoreAutoConfiguration.class))
                .withPropertyValues("hookward.endpoints.ours.provider=" + provider)
                .withPropertyValues("hookward.endpoints.ours.secret=" + SECRET)
                .withPropertyValues(Stream.of(properties)
                        .map(property -> "hookward.endpoints.ours." + property)
                        .toArray(String[]::new));
    }

    private static Delivery accepted(WebhookEndpoint endpoint, String... headers) {
        Verification verification = WebhookVerifier.builder(endpoint.scheme())
                .secrets(SecretSource.of(Secret.of(SECRET)))
                .build()
                .verify(request(headers));
        assertThat(verification.rejected()).isEmpty();
        return verification.orElseThrow();
    }

    private static String hmac(String content) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(content.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    @DisplayName("verifies a delivery with other headers, another content, and id and type elsewhere")
    void everything() throws Exception {
        WebhookEndpoint endpoint = endpoint(
                "avra",
                "scheme.signature-header=X-Our-Signature",
                "scheme.signature-prefix=v9:",
                "scheme.content=v9.{timestamp}.{body}",
                "scheme.timestamp-header=X-Our-Time",
                "scheme.timestamp-unit=milliseconds",
                "scheme.id=X-Our-Id, body:/key",
                "scheme.type=body:/kind");

        String millis = NOW + "000";
        Delivery delivery =
                accepted(endpoint, "X-Our-Signature", "v9:" + hmac("v9." + millis + "." + BODY), "X-Our-Time", millis);

        assertThat(delivery.id()).contains("k-1");
        assertThat(delivery.eventType()).contains("made");
        assertThat(delivery.sentAt())
                .hasValueSatisfying(at -> assertThat(at.getEpochSecond()).isEqualTo(NOW));
    }

    @Test
    @DisplayName("holds for each of the ways in which the provider signs, and leaves what it does not name")
    void variants() throws Exception {
        WebhookEndpoint endpoint = endpoint("github", "scheme.signature-header=X-Our-Signature", "scheme.id=X-Our-Id");

        assertThat(endpoint.scheme().methods())
                .hasSize(3)
                .allSatisfy(method -> assertThat(method.signature().sources()).hasToString("[header:X-Our-Signature]"));
        Delivery delivery = accepted(
                endpoint, "X-Our-Signature", "sha256=" + hmac(BODY), "X-Our-Id", "d-1", "X-GitHub-Event", "push");
        assertThat(delivery.id()).contains("d-1");
        assertThat(delivery.eventType()).contains("push");
        assertThat(delivery.algorithm()).contains(Algorithm.HMAC_SHA256);
    }

    @Test
    @DisplayName("gives a provider without a timestamp one, in seconds unless another unit is named")
    void timestamp() {
        List<SigningMethod> methods = endpoint(
                        "github", "scheme.timestamp-header=X-Our-Time", "scheme.content={timestamp}.{body}")
                .scheme()
                .methods();

        assertThat(methods)
                .allSatisfy(method -> assertThat(method.isTimeSigned()).isTrue());
    }

    @Test
    @DisplayName("another content is the only one: what a provider may sign instead does not count any more")
    void noOtherContents() {
        assertThat(endpoint("mercadopago", "scheme.content={body}").scheme().methods())
                .allSatisfy(method -> assertThat(method.otherContents()).isEmpty());
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            scheme.signature-header ~ X Our Signature     ~ 'X Our Signature' cannot be the name of a header
            scheme.timestamp-header ~ body:/time          ~ 'body:/time' cannot be the name of a header
            scheme.content          ~ {bodi}              ~ 'bodi' is no placeholder; did you mean 'body'?
            scheme.content          ~ {timestamp}.{body}  ~ signs {timestamp}, and GitHub has no timestamp
            scheme.id               ~ bdy:/id             ~ 'bdy:/id' is no source
            scheme.type             ~ body:kind           ~ a body pointer starts with '/'
            algorithms              ~ ed25519             ~ GitHub signs with hmac-sha256, hmac-sha512, hmac-sha1
            """)
    @DisplayName("names the property that is wrong")
    void mistakes(String property, String value, String complaint) {
        FailureAnalysis analysis = failure(
                "hookward.endpoints.github.secret=" + SECRET, "hookward.endpoints.github." + property + "=" + value);

        assertThat(analysis.getDescription())
                .startsWith("hookward.endpoints.github." + property + ": ")
                .contains(complaint);
    }

    @Test
    @DisplayName("names the algorithms that are accepted, and no other one is")
    void algorithms() throws Exception {
        WebhookEndpoint endpoint = endpoint("github", "algorithms=hmac-sha256, hmac-sha512");
        WebhookReceiver receiver = WebhookReceiver.builder().endpoint(endpoint).build();

        assertThat(receiver.receive(endpoint, request("X-Hub-Signature-256", "sha256=" + hmac(BODY))))
                .isInstanceOf(Reception.Admitted.class);
        assertThat(receiver.receive(endpoint, request("X-Hub-Signature", "sha1=" + "0".repeat(40))))
                .isInstanceOfSatisfying(
                        Reception.Rejected.class,
                        rejected ->
                                assertThat(rejected.why().reason()).isEqualTo(RejectionReason.ALGORITHM_UNSUPPORTED));
    }

    private static WebhookRequest request(String... headers) {
        return WebhookRequest.builder()
                .headers(Headers.of(headers))
                .body(BODY.getBytes(StandardCharsets.UTF_8))
                .build();
    }
}
