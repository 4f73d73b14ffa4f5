package io.hookward.scheme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One scheme, whether it was written as a file, as maps or with the builder. */
class SchemeFormsTest {
    private static final String JSON = """
            {
              "name": "acme",
              "algorithm": "hmac-sha512",
              "key": ["strip whsec_", "base64"],
              "signature": { "from": "header:X-Sig", "pairs": ",", "label": "v1", "prefix": "p:", "encoding": "base64" },
              "content": "{timestamp}.{body}",
              "timestamp": { "from": "signature:t", "unit": "milliseconds", "tolerance": "PT3M", "future": "PT1M" },
              "deliveryId": ["header:X-Id", "body:/id"],
              "eventType": ["body:/type"],
              "retries": { "span": "PT72H" },
              "notes": "a note",
              "refusal": 403
            }
            """;

    @TempDir
    Path folder;

    private static Map<String, Object> maps() {
        return Map.ofEntries(
                Map.entry("name", "acme"),
                Map.entry("algorithm", "hmac-sha512"),
                Map.entry("key", List.of("strip whsec_", "base64")),
                Map.entry(
                        "signature",
                        Map.of(
                                "from",
                                "header:X-Sig",
                                "pairs",
                                ",",
                                "label",
                                "v1",
                                "prefix",
                                "p:",
                                "encoding",
                                "base64")),
                Map.entry("content", "{timestamp}.{body}"),
                Map.entry(
                        "timestamp",
                        Map.of("from", "signature:t", "unit", "milliseconds", "tolerance", "PT3M", "future", "PT1M")),
                Map.entry("deliveryId", List.of("header:X-Id", "body:/id")),
                Map.entry("eventType", List.of("body:/type")),
                Map.entry("retries", Map.of("span", "PT72H")),
                Map.entry("notes", "a note"),
                Map.entry("refusal", 403));
    }

    private static SchemeBuilder builder() {
        return SignatureScheme.builder("acme")
                .algorithm(Algorithm.HMAC_SHA512)
                .key(KeyForm.WHSEC)
                .signatureHeader("X-Sig")
                .signaturePairs(",", "v1")
                .signaturePrefix("p:")
                .signatureEncoding(Encoding.BASE64)
                .content("{timestamp}.{body}")
                .timestamp("signature:t", TimestampRule.Unit.MILLISECONDS)
                .tolerance(Duration.ofMinutes(3), Duration.ofMinutes(1))
                .deliveryId("header:X-Id", "body:/id")
                .eventType("body:/type")
                .retrySpan(Duration.ofHours(72))
                .set("notes", "a note")
                .set("refusal", 403);
    }

    private static void same(SignatureScheme one, SignatureScheme other) {
        assertThat(other.facts()).isEqualTo(one.facts());
        assertThat(other.methods()).isEqualTo(one.methods());
    }

    @Test
    @DisplayName("the builder, maps and a file give the same scheme and the same definition")
    void sameScheme() throws Exception {
        SignatureScheme file = SignatureScheme.read(Files.writeString(folder.resolve("acme.json"), JSON));
        SignatureScheme map = SignatureScheme.of(maps(), "a test");
        SignatureScheme built = builder().build();
        same(file, map);
        same(file, built);
        assertThat(map.definition()).isEqualTo(file.definition());
        assertThat(built.definition()).isEqualTo(file.definition());
        same(file, SignatureScheme.of(file.definition(), "again"));
        same(file, file.toBuilder().build());
    }

    @Test
    @DisplayName("a definition is the caller's to change, and the scheme stays what it was")
    void definitionIsACopy() {
        SignatureScheme scheme = builder().build();
        Map<String, Object> definition = scheme.definition();
        definition.put("name", "other");
        definition.remove("signature");
        assertThat(scheme.definition()).isNotEqualTo(definition).containsEntry("name", "acme");
        assertThat(scheme.toBuilder().set("name", "other").build().name()).isEqualTo("other");
        assertThat(scheme.name()).isEqualTo("acme");
    }

    @Test
    @DisplayName("a short form and its long form are one scheme")
    void shortForms() {
        SignatureScheme one = builder()
                .set("deliveryId", "header:X-Id")
                .set("key", "base64")
                .set("timestamp.tolerance", "3m")
                .build();
        SignatureScheme other = builder()
                .deliveryId("header:X-Id")
                .key(KeyForm.BASE64)
                .set("timestamp.tolerance", "180s")
                .build();
        same(one, other);
    }

    @Test
    @DisplayName("the builder's list of signatures is the list of a file")
    void list() {
        SignatureField signature = SignatureScheme.builder("listed")
                .signatureHeader("X")
                .signatureList(" ")
                .build()
                .methods()
                .get(0)
                .signature();
        assertThat(signature.syntax()).isEqualTo(SignatureField.Syntax.LIST);
        assertThat(signature.separator()).isEqualTo(" ");
    }

    @Test
    @DisplayName("without choices it is HMAC-SHA-256 of the body, the secret as text, the signature in hex")
    void defaults() {
        SigningMethod method = SignatureScheme.builder("plain")
                .signatureHeader("X")
                .build()
                .methods()
                .get(0);
        assertThat(method.algorithms()).containsExactly(Algorithm.HMAC_SHA256);
        assertThat(method.key()).isEqualTo(KeyForm.TEXT);
        assertThat(method.content()).isEqualTo(Template.parse("{body}"));
        assertThat(method.signature().encodings()).containsExactly(Encoding.HEX);
        assertThat(method.timestamp()).isNull();
        assertThat(method.deliveryId()).isEmpty();
    }

    @Test
    @DisplayName("a map that cannot be changed may be added to in the builder")
    void immutableParts() {
        SignatureScheme scheme = SignatureScheme.builder("acme")
                .set("signature", Map.of("from", "header:X-Sig"))
                .signaturePrefix("sha256=")
                .build();
        assertThat(scheme.methods().get(0).signature().prefixes()).containsExactly("sha256=");
    }

    @Test
    @DisplayName("a part that was set to something without fields has none to set, and is named")
    void partsOfAnotherKind() {
        SchemeBuilder builder = SignatureScheme.builder("acme").set("signature", "X-Sig");
        assertThatExceptionOfType(SchemeException.class)
                .isThrownBy(() -> builder.signaturePrefix("sha256="))
                .withMessageContaining("scheme 'acme'")
                .withMessageContaining("signature");
    }

    @Test
    @DisplayName("what JSON could not say is refused in maps, too: nothing, and fractions")
    void oddValues() {
        for (Object odd : Arrays.asList(null, 1.5, 2.0f, List.of(1.5), Arrays.asList("text", null))) {
            Map<String, Object> definition = new HashMap<>(maps());
            definition.put("notes", odd);
            assertThatExceptionOfType(SchemeException.class)
                    .isThrownBy(() -> SignatureScheme.of(definition, "application.yaml"))
                    .withMessageStartingWith("application.yaml: ")
                    .withMessageContaining("notes");
        }
    }

    @Test
    @DisplayName("a description's place stands in every complaint about it")
    void place() {
        assertThatExceptionOfType(SchemeException.class)
                .isThrownBy(() -> SignatureScheme.of(Map.of("name", "acme"), "hookward.schemes.acme"))
                .withMessageStartingWith("hookward.schemes.acme: ");
        assertThatExceptionOfType(SchemeException.class)
                .isThrownBy(() -> SignatureScheme.builder("acme").build())
                .withMessageStartingWith("scheme 'acme': ");
    }

    @Test
    @DisplayName("a byte order mark before the JSON does not matter")
    void byteOrderMark() throws Exception {
        Path file = Files.writeString(folder.resolve("acme.json"), "\uFEFF" + JSON);
        same(SignatureScheme.read(file), builder().build());
    }
}
