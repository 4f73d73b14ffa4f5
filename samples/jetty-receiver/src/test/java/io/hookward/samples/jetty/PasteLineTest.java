package io.hookward.samples.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookward.scheme.SignatureScheme;
import io.hookward.scheme.TimestampRule;
import io.hookward.secret.Secret;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is printed to be pasted. */
class PasteLineTest {
    private static final URI BASE = URI.create("http://127.0.0.1:8080/");

    @Test
    @DisplayName("the line makes the signature with openssl over what the scheme signs, and sends it with curl")
    void wholeLine() {
        SignatureScheme scheme = SignatureScheme.builder("acme")
                .signatureHeader("X-Acme-Signature")
                .signaturePairs(",", "v1")
                .content("it's 100%:{timestamp}.{body}")
                .timestamp("signature:t", TimestampRule.Unit.SECONDS)
                .deliveryId("body:/id")
                .build();
        String demo = DemoSecrets.of(scheme).orElseThrow();

        assertThat(PasteLine.of(new Mount(scheme, List.of(Secret.of(demo)), demo), BASE)
                        .orElseThrow()
                        .replaceFirst("number\":\\d+", "number\":1"))
                .isEqualTo(
                        "I=evt-$(date +%s); T=$(date +%s); B='{\"id\":\"'\"$I\"'\",\"data\":{\"number\":1}}'; "
                                + "S=$(printf 'it'\\''s 100%%:%s.%s' \"$T\" \"$B\" | openssl dgst -sha256 -hmac '"
                                + demo
                                + "' -r | cut -d' ' -f1); curl -i \"http://127.0.0.1:8080/webhooks/acme\""
                                + " -H \"Content-Type: application/json\" -H \"X-Acme-Signature: t=$T,v1=$S\" --data-raw \"$B\"");
    }

    @Test
    @DisplayName("a secret of the environment is named and not printed, in whatever form it is")
    void realSecrets() throws UsageException {
        Map<String, String> environment = Map.of(
                "HOOKWARD_GITHUB_SECRET", "really-secret-text",
                "HOOKWARD_SVIX_SECRET", "whsec_cmVhbGx5LXNlY3JldC1iYXNlNjQ=",
                "HOOKWARD_GITLAB_TOKEN_SECRET", "really-secret-token");
        List<Mount> mounts = Mounts.of(List.of(), new SecretVariables(environment));

        for (Mount mount : mounts) {
            String printed = new Greeting(mounts, BASE).lineOf(mount);
            assertThat(printed).doesNotContain("really-secret", "cmVhbGx5", "7265616c6c79");
            if (mount.demoSecret() == null) {
                assertThat(printed)
                        .contains("${" + SecretVariables.name(mount.scheme().name()) + "%% *}");
            }
        }
    }

    @Test
    @DisplayName("the nine providers that are greeted by name have a line")
    void greeted() throws UsageException {
        List<Mount> mounts = Mounts.of(List.of(), new SecretVariables(Map.of()));
        Text text = new Text();

        new Greeting(mounts, BASE).print(text.stream());

        assertThat(text.lines())
                .filteredOn(line -> line.contains("| openssl dgst "))
                .hasSize(9);
        assertThat(text.lines()).noneMatch(line -> line.startsWith("# no line"));
        assertThat(text.lines().get(0)).isEqualTo("Listening on http://127.0.0.1:8080/");
    }
}
