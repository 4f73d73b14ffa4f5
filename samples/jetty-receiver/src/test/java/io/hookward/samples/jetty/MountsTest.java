package io.hookward.samples.jetty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

/** Who has an endpoint. */
class MountsTest {
    private static final URI BASE = URI.create("http://127.0.0.1:8080/");

    @TempDir
    private Path folder;

    @Test
    @DisplayName("every provider that signs with a shared secret has an endpoint with a demo secret that says so")
    void demoSecrets() throws UsageException {
        List<Mount> mounts = mounts(Map.of());

        assertThat(mounts)
                .extracting(mount -> mount.scheme().name())
                .containsExactlyElementsOf(Providers.names().stream()
                        .filter(name -> algorithm(name).isSymmetric())
                        .toList());
        for (Mount mount : mounts) {
            assertThat(mount.secrets()).extracting("id").containsExactly("demo");
            byte[] key = mount.secrets()
                    .get(0)
                    .exposeTo(mount.scheme().methods().get(0).key(), byte[]::clone);
            assertThat(key).as(mount.scheme().name()).hasSizeGreaterThanOrEqualTo(16);
            assertThat(mount.endpoint(BASE, 1).path())
                    .isEqualTo("/webhooks/" + mount.scheme().name());
        }
    }

    @Test
    @DisplayName("secrets of the environment take the demo secret's place")
    void environment() throws UsageException {
        Mount github =
                mount("github", mounts(Map.of("HOOKWARD_GITHUB_SECRET", "a-new-secret-of-ours an-old-secret-of-ours")));

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

        Mount discord = mount("discord", mounts(Map.of("HOOKWARD_DISCORD_SECRET", hex)));

        assertThat(discord.endpoint(BASE, 1).path()).isEqualTo("/webhooks/discord");
    }

    @Test
    @DisplayName("a secret that does not have the scheme's form is refused with the variable's name")
    void unfit() throws UsageException {
        Mount svix = mount("svix", mounts(Map.of("HOOKWARD_SVIX_SECRET", "whsec_this is no base64".replace(' ', '!'))));

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

        List<Mount> mounts = Mounts.of(List.of(own, github), new SecretVariables(Map.of()));

        assertThat(mount("acme", mounts).path()).isEqualTo("/webhooks/acme");
        SignatureScheme replaced = mount("github", mounts).scheme();
        assertThat(replaced.methods().get(0).signature().sources()).hasToString("[header:X-Other]");
    }

    @Test
    @DisplayName("a scheme file that is missing or wrong is refused with its name")
    void wrongFiles() throws IOException {
        Path wrong = write("wrong.json", "{\"name\":\"acme\",\"signatur\":1}");

        assertThatThrownBy(() -> Mounts.of(List.of(wrong), new SecretVariables(Map.of())))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("wrong.json")
                .hasMessageContaining("signatur");
        assertThatThrownBy(() -> Mounts.of(List.of(folder.resolve("none.json")), new SecretVariables(Map.of())))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("none.json");
    }

    private Path write(String name, String json) throws IOException {
        return Files.writeString(folder.resolve(name), json);
    }

    private static List<Mount> mounts(Map<String, String> environment) throws UsageException {
        return Mounts.of(List.of(), new SecretVariables(environment));
    }

    private static Mount mount(String name, List<Mount> mounts) {
        return mounts.stream()
                .filter(mount -> mount.scheme().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Algorithm algorithm(String name) {
        return Providers.get(name).methods().get(0).algorithms().get(0);
    }
}
