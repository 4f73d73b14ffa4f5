package io.hookward.testkit.docs;

import io.hookward.scheme.Providers;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What an editor of {@code application.yaml} offers comes from the catalogue. */
class IdeHintsTest {
    private static final Path FILE = GeneratedDocs.DOCS.resolveSibling(
            "spring-integration/spring-boot/src/main/resources/META-INF/additional-spring-configuration-metadata.json");
    private static final JsonMapper MAPPER = new JsonMapper();

    @Test
    @Tag("generated")
    @DisplayName("the hints for the names of endpoints are the providers of the catalogue, and any other name")
    void endpoints() {
        String values = Providers.names().stream()
                .map(name -> "        { \"value\": " + quoted(name) + ", \"description\": "
                        + quoted(Providers.get(name).title()) + " }")
                .collect(Collectors.joining(",\n"));
        GeneratedDocs.check(FILE, """
                {
                  "hints": [
                    {
                      "name": "hookward.endpoints.keys",
                      "values": [
                """ + values + """

                      ],
                      "providers": [{ "name": "any" }]
                    }
                  ]
                }
                """);
    }

    private static String quoted(String text) {
        return MAPPER.writeValueAsString(text);
    }
}
