package io.hookward.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The project's own set of conformance files. */
final class VectorFiles {
    private static final Path FOLDER = Path.of("..", "verifier-core", "src", "test", "resources", "vectors");

    private VectorFiles() {}

    static List<Path> all() {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** What others published about a provider; empty if there is nothing. */
    static List<ConformanceVector> published(String provider) {
        return read(FOLDER.resolve(provider + ".json"));
    }

    /** The examples that were signed for this project; empty if there are none. */
    static List<ConformanceVector> own(String provider) {
        return read(FOLDER.resolve("own").resolve(provider + ".json"));
    }

    static List<ConformanceVector> read(Path file) {
        JsonMapper mapper = new JsonMapper();
        JsonNode vectors = Files.exists(file) ? mapper.readTree(file) : mapper.createArrayNode();
        return vectors.valueStream().map(ConformanceVector::of).toList();
    }
}
