package io.hookward.scheme;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a provider signs its deliveries, and what else a receiver should know about it. Data only: the same value
 * verifies, signs, and documents itself.
 *
 * <p>A scheme comes from the catalogue ({@link Providers#get}), from a JSON file of one's own ({@link #read}), from maps
 * that a YAML reader gave ({@link #of}), or from a {@linkplain #builder builder}; all four are the same format and are
 * checked by the same code. Immutable and safe for use by several threads.
 */
public final class SignatureScheme {
    private final Node definition;
    private final ProviderFacts facts;
    private final List<SigningMethod> methods;

    SignatureScheme(Node definition, ProviderFacts facts, List<SigningMethod> methods) {
        this.definition = definition;
        this.facts = facts;
        this.methods = List.copyOf(methods);
    }

    /**
     * Reads a scheme from a JSON file in the format of the catalogue.
     *
     * @throws SchemeException if the description is wrong; the message names file, line and field
     * @throws IOException if the file cannot be read
     */
    public static SignatureScheme read(Path file) throws IOException {
        try (InputStream json = Files.newInputStream(file)) {
            return SchemeReader.read(Node.parse(json, String.valueOf(file.getFileName())));
        }
    }

    /**
     * Reads a scheme from nested maps and lists, as a YAML or properties reader gives them.
     *
     * @param definition the fields of the catalogue's format
     * @param place where the definition stands, for error messages, such as a property name
     * @throws SchemeException if the description is wrong
     */
    public static SignatureScheme of(Map<String, ?> definition, String place) {
        return SchemeReader.read(Node.of(definition, place));
    }

    /** Starts a scheme of one's own. */
    public static SchemeBuilder builder(String name) {
        return new SchemeBuilder(new LinkedHashMap<>(Map.of("name", name)));
    }

    /** Starts a scheme that is this one but for what is changed. */
    @SuppressWarnings("unchecked")
    public SchemeBuilder toBuilder() {
        return new SchemeBuilder((Map<String, Object>) definition.plain());
    }

    /** The short name, lower case, as used in configuration: {@code github}. */
    public String name() {
        return facts.name();
    }

    /** The name as the provider writes it: {@code GitHub}. */
    public String title() {
        return facts.title();
    }

    /** What is known about the provider besides how it signs. */
    public ProviderFacts facts() {
        return facts;
    }

    /**
     * The ways in which the provider signs, in order of preference; at least one. A request is judged by the first
     * whose signature it carries, and by that one alone: a weaker way never rescues a stronger one that failed.
     */
    public List<SigningMethod> methods() {
        return methods;
    }

    /** The time span over which the provider repeats a failed delivery, or empty if that is not known. */
    public Optional<Duration> retrySpan() {
        return Optional.ofNullable(facts.retrySpan());
    }

    /** The definition in the catalogue's format, as nested maps and lists; the caller may change them. */
    @SuppressWarnings("unchecked")
    public Map<String, Object> definition() {
        return (Map<String, Object>) definition.plain();
    }

    Node node() {
        return definition;
    }

    /** The scheme's name. */
    @Override
    public String toString() {
        return "SignatureScheme[" + name() + "]";
    }
}
