package io.hookward.testkit.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.hookward.scheme.Algorithm;
import io.hookward.scheme.Confidence;
import io.hookward.scheme.Encoding;
import io.hookward.scheme.KeyForm;
import io.hookward.scheme.Providers;
import io.hookward.scheme.SchemeException;
import io.hookward.scheme.SignatureScheme;
import io.hookward.scheme.Source;
import io.hookward.scheme.Template;
import io.hookward.scheme.TimestampRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The published JSON Schema knows the format that the reader knows. */
class SchemeSchemaTest {
    private static final Path FILE = GeneratedDocs.DOCS.resolve("scheme.schema.json");
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final JsonNode JSON = MAPPER.readTree(FILE);
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(JSON);

    static Set<String> names() {
        return Providers.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    @DisplayName("every entry of the catalogue is valid")
    void catalogue(String name) {
        assertThat(complaints(MAPPER.valueToTree(Providers.get(name).definition())))
                .isEmpty();
    }

    @Test
    @DisplayName("what the documentation shows is valid")
    void documented() throws IOException {
        List<String> blocks = Pattern.compile("```json\\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(GeneratedDocs.DOCS.resolve("scheme-format.md")))
                .results()
                .map(block -> block.group(1))
                .toList();

        assertThat(blocks).hasSizeGreaterThan(1);
        assertThat(blocks)
                .allSatisfy(
                        block -> assertThat(complaints(MAPPER.readTree(block))).isEmpty());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(quoteCharacter = '`', delimiter = '~', textBlock = """
            no name                     ~ {"signature":{"from":"header:X-S"}}
            a name with capitals        ~ {"name":"Acme","signature":{"from":"header:X-S"}}
            no signature                ~ {"name":"acme"}
            an unknown field            ~ {"name":"acme","signature":{"from":"header:X-S"},"contents":"{body}"}
            an unknown signature field  ~ {"name":"acme","signature":{"from":"header:X-S","encodings":"hex"}}
            an unknown algorithm        ~ {"name":"acme","signature":{"from":"header:X-S"},"algorithm":"hmac-sha2"}
            an unknown encoding         ~ {"name":"acme","signature":{"from":"header:X-S","encoding":"base32"}}
            an unknown key step         ~ {"name":"acme","signature":{"from":"header:X-S"},"key":"base32"}
            a step without its operand  ~ {"name":"acme","signature":{"from":"header:X-S"},"key":"strip"}
            an unknown unit             ~ {"name":"acme","signature":{"from":"header:X-S"},"timestamp":{"from":"header:X-T","unit":"minutes"}}
            a time without a unit       ~ {"name":"acme","signature":{"from":"header:X-S"},"timestamp":{"from":"header:X-T"}}
            a tolerance in words        ~ {"name":"acme","signature":{"from":"header:X-S"},"timestamp":{"from":"header:X-T","unit":"seconds","tolerance":"5 minutes"}}
            a place that is none        ~ {"name":"acme","signature":{"from":"X-S"}}
            a pointer without a slash   ~ {"name":"acme","signature":{"from":"header:X-S"},"deliveryId":"body:id"}
            a hash for a signature      ~ {"name":"acme","signature":{"from":"fingerprint"}}
            a list of pairs             ~ {"name":"acme","signature":{"from":"header:X-S","list":" ","pairs":",","label":"v1"}}
            a token in a list           ~ {"name":"acme","signature":{"from":"header:X-S","list":" ","jwt":"compact"}}
            an empty separator          ~ {"name":"acme","signature":{"from":"header:X-S","list":""}}
            a position out of range     ~ {"name":"acme","signature":{"from":"header:X-S","positions":",","first":10}}
            a prefix of some case       ~ {"name":"acme","signature":{"from":"header:X-S","prefixCase":"lower"}}
            an unknown placeholder      ~ {"name":"acme","signature":{"from":"header:X-S"},"content":"{bodies}"}
            an unknown filter           ~ {"name":"acme","signature":{"from":"header:X-S"},"content":"{body|sha3}"}
            an open brace               ~ {"name":"acme","signature":{"from":"header:X-S"},"content":"{body"}
            a placeholder with no source~ {"name":"acme","signature":{"from":"header:X-S"},"content":"{header-values}{body}"}
            no variant at all           ~ {"name":"acme","signature":{"from":"header:X-S"},"variants":[]}
            a variant with a name       ~ {"name":"acme","variants":[{"name":"b","signature":{"from":"header:X-S"}}]}
            an unknown confidence       ~ {"name":"acme","signature":{"from":"header:X-S"},"confidence":"high"}
            a refusal that is a success ~ {"name":"acme","signature":{"from":"header:X-S"},"refusal":200}
            a refusal that says gone    ~ {"name":"acme","signature":{"from":"header:X-S"},"refusal":410}
            an answer that is a failure ~ {"name":"acme","signature":{"from":"header:X-S"},"answer":{"status":500}}
            a handshake with no answer  ~ {"name":"acme","signature":{"from":"header:X-S"},"handshakes":[{"method":"GET"}]}
            notes in a list             ~ {"name":"acme","signature":{"from":"header:X-S"},"notes":["a"]}
            conditions in a list        ~ {"name":"acme","signature":{"from":"header:X-S"},"require":["X-A"]}
            """)
    @DisplayName("what is broken is invalid, and the reader refuses it too")
    void broken(String what, String scheme) {
        Map<String, Object> definition = MAPPER.readValue(scheme, new TypeReference<>() {});

        assertThat(complaints(MAPPER.readTree(scheme))).as(what).isNotEmpty();
        assertThatIllegalArgumentException()
                .as(what)
                .isThrownBy(() -> SignatureScheme.of(definition, "acme"))
                .isInstanceOf(SchemeException.class);
    }

    @Test
    @DisplayName("algorithms, encodings, units and confidences are those of the code")
    void enums() {
        assertThat(texts("/$defs/algorithm/enum"))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Algorithm.values())
                        .map(Algorithm::schemeName)
                        .toList());
        assertThat(texts("/$defs/encoding/enum"))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Encoding.values())
                        .map(Encoding::schemeName)
                        .toList());
        assertThat(texts("/$defs/unit/enum")).containsExactlyInAnyOrderElementsOf(names(TimestampRule.Unit.values()));
        assertThat(texts("/properties/confidence/enum"))
                .containsExactlyInAnyOrderElementsOf(names(Confidence.values()));
    }

    @Test
    @DisplayName("every kind of place, placeholder and filter of the code is valid")
    void templates() {
        for (Source.Kind kind : Source.Kind.values()) {
            String name = Words.schemeName(kind);
            boolean alone = kind == Source.Kind.TEXT || kind == Source.Kind.FINGERPRINT;
            assertThat(isTemplate("{" + (alone ? name : name + ":/a") + "}"))
                    .as(name)
                    .isTrue();
        }
        for (Template.Value.Kind kind : Template.Value.Kind.values()) {
            String name = Words.schemeName(kind);
            boolean valid = isTemplate("{" + name + "}") || isTemplate("{" + name + ":header:X-A}");
            assertThat(valid).as(name).isEqualTo(kind != Template.Value.Kind.SOURCE);
        }
        for (Template.Filter filter : Template.Filter.values()) {
            String name = Words.schemeName(filter);
            assertThat(isTemplate("{body|" + name + "}")).as(name).isTrue();
        }
    }

    @Test
    @DisplayName("key steps are those that the code's own message lists")
    void keySteps() {
        List<String> words = texts("/$defs/keyStep/anyOf/0/enum");

        assertThat(words)
                .allSatisfy(
                        word -> assertThat(new KeyForm(List.of(word)).steps()).containsExactly(word));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new KeyForm(List.of("base32")))
                .satisfies(message -> assertThat(Pattern.compile("(?<=there are |, )[a-z0-9-]+(?=,| and)")
                                .matcher(String.valueOf(message.getMessage()))
                                .results()
                                .map(match -> match.group()))
                        .containsExactlyInAnyOrderElementsOf(words));
    }

    @Test
    @DisplayName("every field that the documentation lists is in the schema")
    void fields() throws IOException {
        Set<String> known = JSON.findValues("properties").stream()
                .flatMap(properties -> properties.propertyNames().stream())
                .collect(Collectors.toSet());
        Stream<String> documented = Pattern.compile("^\\| `([a-zA-Z]+)`", Pattern.MULTILINE)
                .matcher(Files.readString(GeneratedDocs.DOCS.resolve("scheme-format.md")))
                .results()
                .map(row -> row.group(1))
                .filter(field -> !field.equals("text") && !field.equals("fingerprint"));

        assertThat(known).containsAll(documented.toList());
    }

    private static boolean isTemplate(String template) {
        return complaints(MAPPER.valueToTree(
                        Map.of("name", "acme", "signature", Map.of("from", "header:X-S"), "content", template)))
                .isEmpty();
    }

    private static List<String> complaints(JsonNode scheme) {
        return SCHEMA.validate(scheme).stream().map(Error::toString).toList();
    }

    private static List<String> texts(String pointer) {
        return JSON.at(pointer).valueStream().map(JsonNode::asString).toList();
    }

    private static List<String> names(Enum<?>[] constants) {
        return Arrays.stream(constants).map(Words::schemeName).toList();
    }
}
