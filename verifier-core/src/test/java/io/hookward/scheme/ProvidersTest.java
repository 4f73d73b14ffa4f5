package io.hookward.scheme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ProvidersTest {
    static Set<String> names() {
        return Providers.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    @DisplayName("every entry of the catalogue loads, under its own name, and can be written down again")
    void loads(String name) {
        SignatureScheme scheme = Providers.get(name);
        assertThat(scheme.name()).isEqualTo(name);
        assertThat(scheme.title()).isNotBlank();
        assertThat(scheme.methods()).isNotEmpty();
        assertThat(scheme.facts().confidence()).isNotEqualTo(Confidence.OWN);
        assertThat(scheme.facts().refusalStatus()).isNotEqualTo(410);
        assertThat(Providers.get(name)).as("read once").isSameAs(scheme);

        SignatureScheme again = SignatureScheme.of(scheme.definition(), "again");
        assertThat(again.methods()).isEqualTo(scheme.methods());
        assertThat(again.facts()).isEqualTo(scheme.facts());
        assertThat(again.definition()).isEqualTo(scheme.definition());
    }

    @Test
    @DisplayName("the providers that the project began with are there, and nobody changes the list")
    void firstProviders() {
        assertThat(names())
                .contains(
                        "avala",
                        "avnology",
                        "avra-timestamped",
                        "github",
                        "shopify",
                        "slack",
                        "standard-webhooks",
                        "stripe",
                        "svix")
                .isUnmodifiable();
    }

    @ParameterizedTest
    @CsvSource({
        "githb, github",
        "GitHub, github",
        "strip, stripe",
        "standard-webhook, standard-webhooks",
        "Avala, avala"
    })
    @DisplayName("a name that is nearly one is answered with the right one")
    void nearly(String name, String right) {
        assertThatExceptionOfType(UnknownProviderException.class)
                .isThrownBy(() -> Providers.get(name))
                .withMessage("there is no provider '" + name + "'; did you mean '" + right + "'?");
    }

    @ParameterizedTest
    @CsvSource({"qqqqqqqqqqqq", "''", "../github", "github.json", "/etc/passwd"})
    @DisplayName("a name that is like none is answered plainly, and never looked for among files")
    void unknown(String name) {
        assertThatExceptionOfType(UnknownProviderException.class).isThrownBy(() -> Providers.get(name));
    }

    @TempDir
    Path folder;

    private SignatureScheme read(String json) throws Exception {
        return SignatureScheme.read(Files.writeString(folder.resolve("our.json"), json));
    }

    @Test
    @DisplayName("a scheme that extends an entry is that entry but for what it says itself")
    void extended() throws Exception {
        SignatureScheme own = read("""
                        {
                          "name": "our-avra",
                          "extends": "avra-timestamped",
                          "signature": { "from": "header:X-Our-Signature" },
                          "timestamp": { "tolerance": "2m" }
                        }
                        """);
        SigningMethod avra = Providers.get("avra-timestamped").methods().get(0);
        SigningMethod method = own.methods().get(0);
        assertThat(own.name()).isEqualTo("our-avra");
        assertThat(method.signature().sources()).containsExactly(Source.parse("header:X-Our-Signature"));
        assertThat(method.signature().encodings()).isEqualTo(avra.signature().encodings());
        assertThat(method.content()).isEqualTo(avra.content());
        assertThat(method.deliveryId()).isEqualTo(avra.deliveryId());
        assertThat(method.timestamp()).isNotNull();
        assertThat(method.timestamp().tolerance()).hasMinutes(2);
        assertThat(method.timestamp().futureTolerance()).hasMinutes(5);
        assertThat(own.facts().eventTypes())
                .isEqualTo(Providers.get("avra-timestamped").facts().eventTypes());
        assertThat(own.definition()).doesNotContainKey("extends");
    }

    @Test
    @DisplayName("an entry is not changed by what extends it")
    void baseUnchanged() throws Exception {
        var before = Providers.get("avra-timestamped").definition();
        read("{ \"name\": \"our-avra\", \"extends\": \"avra-timestamped\", \"content\": \"{body}\" }");
        assertThat(Providers.get("avra-timestamped").definition()).isEqualTo(before);
    }

    @Test
    @DisplayName("the builder extends an entry as a file does")
    void builderExtends() throws Exception {
        SignatureScheme file =
                read("{ \"name\": \"our-avra\", \"extends\": \"avra-timestamped\", \"content\": \"{body}\" }");
        SignatureScheme built = Providers.get("avra-timestamped").toBuilder()
                .set("name", "our-avra")
                .content("{body}")
                .build();
        assertThat(built.methods()).isEqualTo(file.methods());
        assertThat(built.facts()).isEqualTo(file.facts());
    }
}
