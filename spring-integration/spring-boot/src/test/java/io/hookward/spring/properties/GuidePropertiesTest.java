package io.hookward.spring.properties;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookward.scheme.Providers;
import java.io.IOException;
import java.lang.reflect.Parameter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.bind.DefaultValue;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@DisplayName("The properties")
class GuidePropertiesTest {
    /** What Spring Boot's annotation processor made, and what IDEs read. */
    private static final JsonNode METADATA =
            new JsonMapper().readTree(Path.of("target", "classes", "META-INF", "spring-configuration-metadata.json"));

    private static Stream<JsonNode> described() {
        return METADATA.path("properties")
                .valueStream()
                .filter(property -> property.path("name").asString().startsWith("hookward."));
    }

    /** The second cell of the rows whose first is a property, in the order of the guide. */
    private static Map<String, String> rows(String name) throws IOException {
        String guide = Files.readString(Path.of("..", "..", "docs", "spring-boot.md"));
        Map<String, String> rows = new LinkedHashMap<>();
        Pattern.compile("(?m)^\\| `(" + name + ")` \\|([^|]*)\\|([^|]+)\\|$")
                .matcher(guide)
                .results()
                .forEach(row -> rows.put(row.group(1), row.group(2).strip()));
        return rows;
    }

    private static String dashed(Parameter parameter) {
        return DataObjectPropertyName.toDashedForm(parameter.getName());
    }

    private static String names(Class<?> type) {
        return Arrays.stream(type.getDeclaredConstructors()[0].getParameters())
                .map(parameter -> "`" + dashed(parameter) + "`")
                .collect(Collectors.joining(", "));
    }

    @Test
    @DisplayName("of an endpoint are rows of a table in the guide, in the same order and with their defaults")
    void endpoint() throws IOException {
        Map<String, String> rows = rows("[a-z-]+");
        Parameter[] parameters = EndpointProperties.class.getDeclaredConstructors()[0].getParameters();

        assertThat(rows.keySet())
                .containsExactly(Arrays.stream(parameters)
                        .map(GuidePropertiesTest::dashed)
                        .toArray(String[]::new));
        for (Parameter parameter : parameters) {
            DefaultValue defaults = parameter.getAnnotation(DefaultValue.class);
            if (defaults != null && defaults.value().length == 1) {
                assertThat(rows).containsEntry(dashed(parameter), "`" + defaults.value()[0] + "`");
            }
        }
    }

    @Test
    @DisplayName("of a secret are named in the guide")
    void secret() throws IOException {
        assertThat(Files.readString(Path.of("..", "..", "docs", "spring-boot.md")))
                .contains("| `secrets` | | several, newest first: " + names(SecretProperties.class) + " |");
    }

    @Test
    @DisplayName("of the whole are rows of a table in the guide, with their defaults")
    void others() throws IOException {
        Map<String, String> there = new TreeMap<>();
        described()
                .filter(property -> !property.path("type").asString().startsWith("java.util.Map"))
                .forEach(property -> there.put(
                        property.path("name").asString(),
                        property.has("defaultValue")
                                ? "`" + property.path("defaultValue").asString() + "`"
                                : ""));

        assertThat(there).hasSizeGreaterThan(4);
        assertThat(rows("hookward\\.(?:enabled|[a-z]+(?:\\.[a-z-]+)+)")).containsExactlyInAnyOrderEntriesOf(there);
    }

    @Test
    @DisplayName("are described to IDEs")
    void descriptions() {
        assertThat(described())
                .isNotEmpty()
                .allSatisfy(property -> assertThat(property.path("description").asString(""))
                        .as(property.path("name").asString())
                        .endsWith("."));
    }

    @Test
    @DisplayName("that begin with an endpoint's name are offered by IDEs with the providers, each with its title")
    void hints() {
        JsonNode names = METADATA.path("hints")
                .valueStream()
                .filter(hint -> hint.path("name").asString().equals("hookward.endpoints.keys"))
                .findFirst()
                .orElseThrow();
        Map<String, String> offered = new TreeMap<>();
        names.path("values")
                .forEach(value -> offered.put(
                        value.path("value").asString(),
                        value.path("description").asString()));

        assertThat(offered)
                .isEqualTo(Providers.names().stream()
                        .collect(Collectors.toMap(
                                name -> name, name -> Providers.get(name).title())));
        assertThat(names.path("providers").path(0).path("name").asString()).isEqualTo("any");
    }
}
