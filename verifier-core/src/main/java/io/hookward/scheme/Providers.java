package io.hookward.scheme;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The catalogue: one file per provider among the resources, named in an index. An entry is read when it is first asked
 * for, never all of them at start. Safe for use by several threads.
 */
public final class Providers {
    private static final String FOLDER = "/io/hookward/providers/";
    private static final SortedSet<String> NAMES = readIndex();
    private static final ConcurrentMap<String, SignatureScheme> READ = new ConcurrentHashMap<>();

    private Providers() {}

    /**
     * The scheme of a provider.
     *
     * @param name the provider's short name, such as {@code github}
     * @throws UnknownProviderException if the catalogue does not have it; the message offers the nearest name
     */
    public static SignatureScheme get(String name) {
        if (!NAMES.contains(name)) {
            throw new UnknownProviderException(name, Names.hint(name, NAMES));
        }
        SignatureScheme known = READ.get(name);
        if (known == null) {
            // Not computeIfAbsent: an entry may extend another, which is then read in the middle of this.
            SignatureScheme read = read(name);
            SignatureScheme earlier = READ.putIfAbsent(name, read);
            known = earlier == null ? read : earlier;
        }
        return known;
    }

    /** The names of all providers in the catalogue, in alphabetical order; cannot be changed. */
    public static SortedSet<String> names() {
        return NAMES;
    }

    private static SignatureScheme read(String name) {
        String file = name + ".json";
        try (InputStream json = open(file)) {
            return SchemeReader.read(Node.parse(json, file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static SortedSet<String> readIndex() {
        try (InputStream index = open("index.txt")) {
            String text = new String(index.readAllBytes(), StandardCharsets.UTF_8);
            return Collections.unmodifiableSortedSet(
                    new TreeSet<>(text.lines().filter(line -> !line.isBlank()).toList()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static InputStream open(String file) throws IOException {
        InputStream stream = Providers.class.getResourceAsStream(FOLDER + file);
        if (stream == null) {
            throw new IOException("the resource " + FOLDER + file + " is missing");
        }
        return stream;
    }
}
