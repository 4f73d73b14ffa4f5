package io.hookward.testkit.docs;

import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * By what an entry of the catalogue is proven.
 *
 * @param accepted published vectors that must be accepted
 * @param refused published vectors that must be refused
 * @param own examples that were signed for this project
 */
record Evidence(int accepted, int refused, int own) {
    private static final Path VECTORS = Path.of("..", "verifier-core", "src", "test", "resources", "vectors");

    /** What there is for a provider. */
    static Evidence of(String provider) {
        int accepted = 0;
        int refused = 0;
        for (JsonNode vector : read(VECTORS.resolve(provider + ".json"))) {
            if (vector.get("expect").asString().equals("valid")) {
                accepted++;
            } else {
                refused++;
            }
        }
        return new Evidence(
                accepted,
                refused,
                read(VECTORS.resolve("own").resolve(provider + ".json")).size());
    }

    private static JsonNode read(Path file) {
        JsonMapper mapper = new JsonMapper();
        return Files.exists(file) ? mapper.readTree(file) : mapper.createArrayNode();
    }

    /** For a table's cell. */
    String cell() {
        int published = accepted + refused;
        return published > 0 ? published + " published" : own > 0 ? "own example" : "no vector";
    }

    /** For a page. */
    String sentence() {
        if (accepted + refused > 0) {
            return "Proven by vectors that others published: " + accepted + " to accept, " + refused + " to refuse"
                    + (own > 0 ? "; and by " + own + " of our own." : ".");
        }
        return own > 0
                ? "No published vector was found. The entry has only examples signed for this project (" + own
                        + "): they show that it does what it says, not that the provider does."
                : "There is no vector for this entry: what it says was read, and not tried.";
    }
}
