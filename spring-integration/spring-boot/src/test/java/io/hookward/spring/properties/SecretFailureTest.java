package io.hookward.spring.properties;

import static io.hookward.spring.properties.Failures.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.hookward.WebhookEndpoint;
import io.hookward.scheme.Providers;
import io.hookward.secret.Secret;
import io.hookward.secret.SecretSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.context.annotation.Bean;

@DisplayName("A mistake with secrets")
class SecretFailureTest {
    @Test
    @DisplayName("that leaves an endpoint without a secret names the property to set")
    void noSecret() {
        assertThat(failure("hookward.endpoints.github.path=/hooks").getDescription())
                .startsWith("hookward.endpoints.github.secret: is missing");
        assertThat(failure("hookward.endpoints.github.secret=").getDescription())
                .startsWith("hookward.endpoints.github.secret:")
                .contains("blank");
        assertThat(failure("hookward.endpoints.github.secret=${NOT_SET_ANYWHERE}")
                        .getDescription())
                .startsWith("hookward.endpoints.github.secret:")
                .contains("unresolved placeholder");
        assertThat(failure("hookward.endpoints.github.secret=not-a-real").getDescription())
                .startsWith("hookward.endpoints.github.secret:")
                .contains("too short");
        assertThat(failure("hookward.endpoints.svix.secret=whsec_*not-a-real-base64*")
                        .getDescription())
                .startsWith("hookward.endpoints.svix")
                .contains("Base64");
    }

    @Test
    @DisplayName("that gives secrets in two ways says which exclude each other")
    void twoWays() {
        assertThat(failure(
                                "hookward.endpoints.github.secret=not-a-real-secret-of-github",
                                "hookward.endpoints.github.accept-unsigned=true")
                        .getDescription())
                .contains("secret and accept-unsigned, which exclude each other");
    }

    @Test
    @DisplayName("in a secret file names the file")
    void secretFile(@TempDir Path folder) {
        assertThat(failure("hookward.endpoints.github.secret-file=" + folder.resolve("absent"))
                        .getDescription())
                .startsWith("hookward.endpoints.github.secret-file:")
                .contains("cannot be read");
    }

    @Test
    @DisplayName("that leaves an endpoint no secret that is valid now names the secrets and their times")
    void noneValid(@TempDir Path folder) throws IOException {
        FailureAnalysis analysis = failure(
                "hookward.endpoints.github.secrets[0].value=not-a-real-secret-to-come",
                "hookward.endpoints.github.secrets[0].not-before=2100-01-01T00:00:00Z",
                "hookward.endpoints.github.secrets[1].id=old",
                "hookward.endpoints.github.secrets[1].value=not-a-real-secret-of-old",
                "hookward.endpoints.github.secrets[1].not-after=2026-01-01T00:00:00Z");
        Path file = Files.writeString(
                folder.resolve("secrets"), "not-a-real-secret-of-a-file id=last not-after=2026-01-01T00:00:00Z");

        assertThat(analysis.getDescription())
                .startsWith("hookward.endpoints.github.secrets: endpoint 'github' has no secret that is valid now")
                .endsWith("'1' begins at 2100-01-01T00:00:00Z, 'old' ended at 2026-01-01T00:00:00Z");
        assertThat(failure("hookward.endpoints.github.secret-file=" + file).getDescription())
                .startsWith("hookward.endpoints.github.secret-file: endpoint 'github' has no secret that is valid now")
                .endsWith("'last' ended at 2026-01-01T00:00:00Z");
        assertThat(failure(FailingVault.class, "hookward.endpoints.github.secret-source=vault")
                        .getDescription())
                .startsWith(
                        "hookward.endpoints.github.secret-source: the source of secrets of endpoint 'github' has none");
        assertThat(failure(ExpiredEndpoint.class).getDescription())
                .startsWith("A bean of type WebhookEndpoint: endpoint 'shopify' has no secret that is valid now");
    }

    static class FailingVault {
        @Bean
        SecretSource vault() {
            return SecretSource.supplied(() -> {
                throw new IllegalStateException("the vault is sealed");
            });
        }
    }

    static class ExpiredEndpoint {
        @Bean
        WebhookEndpoint expired() {
            return WebhookEndpoint.builder(Providers.get("shopify"))
                    .secrets(Secret.of("not-a-real-secret-of-shopify").until(Instant.EPOCH))
                    .build();
        }
    }
}
