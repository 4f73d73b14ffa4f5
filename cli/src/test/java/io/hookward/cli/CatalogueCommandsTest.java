package io.hookward.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookward.cli.sample.SampleEvents;
import io.hookward.scheme.Providers;
import io.hookward.scheme.SignatureScheme;
import io.hookward.scheme.Source;
import io.hookward.secret.Secret;
import io.hookward.verify.WebhookVerifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Providers, secrets, vectors, samples and completion. */
class CatalogueCommandsTest {
    @TempDir
    private Path folder;

    @Test
    @DisplayName("every provider is in the table and can be told in full")
    void providers() {
        assertThat(Ran.of("providers").exits(0).out().lines())
                .hasSize(Providers.names().size() + 1);
        for (String name : Providers.names()) {
            Ran ran = Ran.of("providers", name);
            assertThat(ran.exit()).as(ran.err()).isZero();
            assertThat(ran.out()).contains("algorithm").contains("signature").contains("confidence");
        }
        assertThat(Ran.of("providers", "slack", "--json")
                        .exits(0)
                        .json()
                        .get("content")
                        .asString(""))
                .isEqualTo("v0:{timestamp}:{body}");
    }

    @Test
    @DisplayName("the search looks at names, headers and notes, and fails if it finds nothing")
    void search() {
        assertThat(Ran.of("providers", "--search", "x-hub-signature-256")
                        .exits(0)
                        .out())
                .contains("github");
        assertThat(Ran.of("providers", "--search", "no such thing anywhere")
                        .exits(1)
                        .out())
                .isEmpty();
    }

    @Test
    @DisplayName("a new secret has the form that the scheme wants")
    void newSecret() {
        for (String name : Providers.names()) {
            SignatureScheme scheme = Providers.get(name);
            if (!scheme.methods().get(0).algorithms().get(0).isSymmetric()) {
                continue;
            }
            Ran ran = Ran.of("new-secret", "-p", name).exits(0);
            assertThat(WebhookVerifier.of(scheme, Secret.of(ran.out().strip())))
                    .as(name)
                    .isNotNull();
        }
        assertThat(Ran.of("new-secret").out()).isNotEqualTo(Ran.of("new-secret").out());
        assertThat(Ran.of("new-secret", "-p", "discord").exits(2).err()).contains("Discord");
        assertThat(Ran.of("new-secret", "--bytes", "4").exits(2).err()).contains("16");
    }

    @Test
    @DisplayName("vectors end with the counts, and with exit code 1 if one fails")
    void vectors() throws Exception {
        String vector = "[{\"provider\":\"github\",\"name\":\"documented\",\"secret\":\"It's a Secret to"
                + " Everybody\",\"url\":null,\"method\":\"POST\",\"headers\":{\"X-Hub-Signature-256\":"
                + "\"sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17\"},"
                + "\"body_b64\":\"SGVsbG8sIFdvcmxkIQ==\",\"now_epoch_s\":1772447400,\"expect\":\"valid\"}]";
        Path file = Files.writeString(folder.resolve("vectors.json"), vector);

        assertThat(Ran.of("vectors", file.toString()).exits(0).out().strip()).endsWith("1 passed, 0 failed");
        Files.writeString(file, vector.replace("SGVsbG8s", "SGVsbG9s"));
        assertThat(Ran.of("vectors", file.toString()).exits(1).out().strip()).endsWith("0 passed, 1 failed");
        assertThat(Ran.of("vectors", file.toString(), "--json")
                        .exits(1)
                        .json()
                        .get("failed")
                        .asInt(0))
                .isEqualTo(1);
        assertThat(Ran.of("vectors", folder.resolve("none").toString()).exits(2).err())
                .contains("none");
    }

    @Test
    @DisplayName(
            "there are samples for 20 providers and 100 events, each with its id and type where the scheme reads them")
    void samples() {
        int events = 0;
        for (String provider : SampleEvents.providers()) {
            SignatureScheme scheme = Providers.get(provider);
            SampleEvents samples = SampleEvents.of(provider);
            Secret secret = SecretOptions.secret(
                    io.hookward.testkit.SampleSecret.of(scheme).orElseThrow());
            for (String type : samples.types()) {
                events++;
                byte[] body = samples.body(type, "evt_1", Instant.now(), Map.of());
                var delivery = WebhookVerifier.of(scheme, secret)
                        .verify(io.hookward.testkit.SimulatedProvider.of(scheme, secret)
                                .delivery()
                                .id("evt_1")
                                .eventType(type)
                                .body(body)
                                .valid())
                        .orElseThrow();
                assertThat(delivery.eventType()).as(provider).hasValue(type);
                var ids = scheme.methods().get(0).deliveryId();
                if (!ids.isEmpty()) {
                    // Where a provider sends no id, the bytes are the id
                    Source source = ids.get(0).values().get(0).source();
                    boolean ofBytes = source != null && source.kind() == Source.Kind.FINGERPRINT;
                    assertThat(delivery.id().orElse(""))
                            .as(provider + " " + type)
                            .contains(ofBytes ? "sha256:" : "evt_1");
                }
            }
        }
        assertThat(SampleEvents.providers()).hasSizeGreaterThanOrEqualTo(20);
        assertThat(events).isGreaterThanOrEqualTo(100);
    }

    @Test
    @DisplayName("a sample is printed with what was set in it")
    void overrides() {
        Ran ran = Ran.of(
                "trigger",
                "avala",
                "export.completed",
                "--set",
                "data.format=coco",
                "--set",
                "data.items=3",
                "--set",
                "extra.deep=x",
                "--id",
                "e1");

        assertThat(ran.exits(0).json().at("/data/format").asString("")).isEqualTo("coco");
        assertThat(ran.json().at("/data/items").asInt(0)).isEqualTo(3);
        assertThat(ran.json().at("/extra/deep").asString("")).isEqualTo("x");
        assertThat(ran.json().at("/id").asString("")).isEqualTo("e1");
        assertThat(Ran.of("trigger", "avala", "no.such").exits(2).err()).contains("export.completed");
        assertThat(Ran.of("trigger", "avala", "ping", "--set", "type.x=1")
                        .exits(2)
                        .err())
                .contains("--set type.x");
        assertThat(Ran.of("trigger").exits(0).out()).contains("github\n");
    }

    @Test
    @DisplayName("bash can read the completion script, which knows commands and providers")
    void completion() throws Exception {
        Path script = Files.writeString(
                folder.resolve("completion"), Ran.of("completion").exits(0).out());

        assertThat(Files.readString(script))
                .contains("standard-webhooks")
                .contains("--secret-env")
                .contains("compgen");
        assertThat(new ProcessBuilder("bash", "-n", script.toString()).start().waitFor())
                .isZero();
    }

    @Test
    @DisplayName("each command has a help page, and --json")
    void help() {
        assertThat(Ran.of("--help").exits(0).out()).contains("0 fine, 1 failed, 2 wrong usage");
        for (String command : Main.commandLine(new Terminal(System.out, System.err, System.in, Map.of(), false))
                .getSubcommands()
                .keySet()) {
            assertThat(Ran.of(command, "--help").exits(0).out()).as(command).contains("--json");
        }
    }
}
