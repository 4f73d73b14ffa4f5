package io.hookward.samples.jetty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hookward.samples.jetty.Options.UsageException;
import io.hookward.scheme.Algorithm;
import io.hookward.scheme.Providers;
import io.hookward.scheme.SignatureScheme;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which endpoints there are. */
class ProviderEndpointTest {
    private static final URI BASE = URI.create("http://127.0.0.1:8080/");

    @TempDir
    private Path folder;

    @Test
    @DisplayName("every provider that signs with a shared secret has an endpoint with a demo secret that says so")
    void demoSecrets() throws UsageException {
        List<ProviderEndpoint> endpoints = endpoints(Map.of());

        assertThat(endpoints)
                .extracting(endpoint -> endpoint.name())
                .containsExactlyElementsOf(Providers.names().stream()
                        .filter(name -> algorithm(name).isSymmetric())
                        .toList());
        for (ProviderEndpoint endpoint : endpoints) {
            assertThat(endpoint.secrets()).extracting("id").containsExactly("demo");
            byte[] key = endpoint.secrets()
                    .get(0)
                    .exposeTo(endpoint.scheme().methods().get(0).key(), byte[]::clone);
            assertThat(key).as(endpoint.name()).hasSizeGreaterThanOrEqualTo(16);
            assertThat(endpoint.endpoint(BASE, 1).path()).isEqualTo("/webhooks/" + endpoint.name());
        }
    }

    @Test
    @DisplayName("secrets of the environment take the demo secret's place")
    void environment() throws UsageException {
        ProviderEndpoint github = endpoint(
                "github", endpoints(Map.of("HOOKWARD_GITHUB_SECRET", "a-new-secret-of-ours an-old-secret-of-ours")));

        assertThat(github.demoSecret()).isNull();
        assertThat(github.secrets()).hasSize(2);
    }

    @Test
    @DisplayName("a provider with a public key has an endpoint once the key is given")
    void publicKey() throws UsageException, GeneralSecurityException {
        byte[] key = KeyPairGenerator.getInstance("Ed25519")
                .generateKeyPair()
                .getPublic()
                .getEncoded();
        String hex = HexFormat.of().formatHex(key, key.length - 32, key.length);

        ProviderEndpoint discord = endpoint("discord", endpoints(Map.of("HOOKWARD_DISCORD_SECRET", hex)));

        assertThat(discord.endpoint(BASE, 1).path()).isEqualTo("/webhooks/discord");
    }

    @Test
    @DisplayName("a secret that does not have the scheme's form is refused with the variable's name")
    void unfit() throws UsageException {
        ProviderEndpoint svix = endpoint(
                "svix", endpoints(Map.of("HOOKWARD_SVIX_SECRET", "whsec_this is no base64".replace(' ', '!'))));

        assertThatThrownBy(() -> svix.endpoint(BASE, 1))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("HOOKWARD_SVIX_SECRET")
                .hasMessageNotContaining("this");
    }

    @Test
    @DisplayName("a scheme file adds an endpoint, or takes the place of the catalogue's")
    void schemeFiles() throws UsageException, IOException {
        Path own = write("own.json", "{\"name\":\"acme\",\"signature\":{\"from\":\"header:X-Acme\"}}");
        Path github = write("github.json", "{\"name\":\"github\",\"signature\":{\"from\":\"header:X-Other\"}}");

        List<ProviderEndpoint> endpoints = ProviderEndpoint.all(List.of(own, github), new SecretVariables(Map.of()));

        assertThat(endpoint("acme", endpoints).path()).isEqualTo("/webhooks/acme");
        SignatureScheme replaced = endpoint("github", endpoints).scheme();
        assertThat(replaced.methods().get(0).signature().sources()).hasToString("[header:X-Other]");
    }

    @Test
    @DisplayName("a scheme file that is missing or wrong is refused with its name")
    void wrongFiles() throws IOException {
        Path wrong = write("wrong.json", "{\"name\":\"acme\",\"signatur\":1}");

        assertThatThrownBy(() -> ProviderEndpoint.all(List.of(wrong), new SecretVariables(Map.of())))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("wrong.json")
                .hasMessageContaining("signatur");
        assertThatThrownBy(
                        () -> ProviderEndpoint.all(List.of(folder.resolve("none.json")), new SecretVariables(Map.of())))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("none.json");
    }

    @Test
    @DisplayName("a command names the variable of a secret of the environment, and never contains that secret")
    void realSecrets() throws UsageException {
        Map<String, String> environment = Map.of(
                "HOOKWARD_GITHUB_SECRET", "really-secret-text",
                "HOOKWARD_SVIX_SECRET", "whsec_cmVhbGx5LXNlY3JldC1iYXNlNjQ=",
                "HOOKWARD_GITLAB_TOKEN_SECRET", "really-secret-token");

        for (ProviderEndpoint endpoint : endpoints(environment)) {
            String printed = endpoint.command(BASE);
            assertThat(printed).doesNotContain("really-secret", "cmVhbGx5", "7265616c6c79");
            if (endpoint.demoSecret() == null) {
                assertThat(printed).contains("${" + SecretVariables.name(endpoint.name()) + "%% *}");
            }
        }
    }

    private Path write(String name, String json) throws IOException {
        return Files.writeString(folder.resolve(name), json);
    }

    private static List<ProviderEndpoint> endpoints(Map<String, String> environment) throws UsageException {
        return ProviderEndpoint.all(List.of(), new SecretVariables(environment));
    }

    private static ProviderEndpoint endpoint(String name, List<ProviderEndpoint> endpoints) {
        return endpoints.stream()
                .filter(endpoint -> endpoint.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Algorithm algorithm(String name) {
        return Providers.get(name).methods().get(0).algorithms().get(0);
    }
}
