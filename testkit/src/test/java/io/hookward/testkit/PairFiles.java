package io.hookward.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The project's own set of {@link DeliveryPair}s. */
final class PairFiles {
    private static final Path FOLDER = Path.of("..", "verifier-core", "src", "test", "resources", "pairs");

    private PairFiles() {}

    static List<Path> all() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The pairs of a provider; empty if there are none. */
    static List<DeliveryPair> of(String provider) {
        return read(FOLDER.resolve(provider + ".json"));
    }

    static List<DeliveryPair> read(Path file) {
        JsonMapper mapper = new JsonMapper();
        JsonNode pairs = Files.exists(file) ? mapper.readTree(file) : mapper.createArrayNode();
        return pairs.valueStream().map(DeliveryPair::of).toList();
    }
}
