package io.hookward.cli.doctor;

import io.hookward.access.TrustedProxies;
import io.hookward.path.PathTable;
import io.hookward.scheme.Providers;
import io.hookward.scheme.SchemeException;
import io.hookward.scheme.SignatureScheme;
import io.hookward.scheme.UnknownProviderException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Checks a configuration as the start of an application does, but to its end: one problem does not hide the next. Beans are
 * not known here, and are taken to exist.
 */
public final class Doctor {
    private final Map<String, SignatureScheme> schemes = new LinkedHashMap<>();
    private final Map<String, String> paths = new LinkedHashMap<>();
    private final PathTable<String> table = new PathTable<>();
    private final List<Problem> problems = new ArrayList<>();
    private final Function<String, @Nullable String> environment;
    private final String root;

    private Doctor(String root, Function<String, @Nullable String> environment) {
        this.root = root;
        this.environment = environment;
    }

    /**
     * Everything that is wrong with a configuration, in the order of its lines.
     *
     * @param yaml the file; what it configures stands below {@code hookward}, or at the top
     * @param environment gives the values of variables that placeholders name; null for those that are not set
     * @throws io.hookward.cli.UsageException if it is no YAML
     */
    public static List<Problem> examine(String yaml, Function<String, @Nullable String> environment) {
        ConfigNode file = ConfigNode.read(yaml);
        ConfigNode hookward = file.field("hookward");
        Doctor doctor = new Doctor(hookward == null ? "" : "hookward.", environment);
        doctor.all(hookward == null ? file : hookward);
        doctor.problems.sort(Comparator.comparing(Problem::line));
        return List.copyOf(doctor.problems);
    }

    private void all(ConfigNode config) {
        unknown(config, root, KnownNames.TOP);
        ConfigNode own = config.field("schemes");
        if (own != null) {
            own.fields().forEach(this::scheme);
        }
        ConfigNode filter = config.field("filter");
        if (filter != null) {
            filter(filter);
        }
        ConfigNode endpoints = config.field("endpoints");
        if (endpoints == null || endpoints.fields().isEmpty()) {
            add(
                    "endpoints.none",
                    config,
                    root + "endpoints",
                    "there is no endpoint, so that no webhook can be received",
                    "Configure one, for instance " + root + "endpoints.github.secret: ${GITHUB_WEBHOOK_SECRET}",
                    true);
            return;
        }
        endpoints.fields().forEach((name, endpoint) -> new EndpointExam(this, name, endpoint).run());
    }

    private void scheme(String name, ConfigNode node) {
        if (!(node.plain() instanceof Map<?, ?> fields)) {
            add(
                    "scheme.malformed",
                    node,
                    root + "schemes." + name,
                    "is no scheme",
                    "Write it in the catalogue's format",
                    true);
            return;
        }
        Map<String, Object> definition = new LinkedHashMap<>();
        fields.forEach((key, value) -> definition.put(String.valueOf(key), value));
        definition.putIfAbsent("name", name);
        try {
            schemes.put(name, SignatureScheme.of(definition, root + "schemes." + name));
        } catch (SchemeException wrong) {
            add(
                    "scheme.malformed",
                    node,
                    root + "schemes." + name,
                    String.valueOf(wrong.getMessage()),
                    "Correct the scheme",
                    true);
        }
    }

    private void filter(ConfigNode filter) {
        unknown(filter, root + "filter.", KnownNames.FILTER);
        ConfigNode proxies = filter.field("trusted-proxies");
        if (proxies != null) {
            try {
                TrustedProxies.of(texts(proxies));
            } catch (IllegalArgumentException wrong) {
                add(
                        "proxies.malformed",
                        proxies,
                        root + "filter.trusted-proxies",
                        String.valueOf(wrong.getMessage()),
                        "Write addresses or ranges such as 192.0.2.0/24",
                        true);
            }
        }
    }

    /** The texts of a list, or of a text with commas. */
    static List<String> texts(ConfigNode node) {
        List<String> texts = new ArrayList<>();
        if (node.text() != null) {
            for (String one : node.text().split(",", -1)) {
                texts.add(one.strip());
            }
        }
        node.items()
                .forEach(
                        item -> texts.add(item.text() == null ? "" : item.text().strip()));
        return texts;
    }

    /** The scheme of a provider, or null, with a problem, if there is none. */
    @Nullable
    SignatureScheme scheme(String provider, ConfigNode at, String property) {
        SignatureScheme own = schemes.get(provider);
        if (own != null) {
            return own;
        }
        try {
            return Providers.get(provider);
        } catch (UnknownProviderException unknown) {
            add(
                    "provider.unknown",
                    at,
                    property,
                    String.valueOf(unknown.getMessage()),
                    "Name a provider of the catalogue, or a scheme under " + root + "schemes",
                    true);
            return null;
        }
    }

    void path(String endpoint, String path, ConfigNode at, String property) {
        String other = paths.put(path, endpoint);
        if (other != null) {
            add(
                    "path.taken",
                    at,
                    property,
                    path + " is also the path of endpoint '" + other + "'",
                    "Give each endpoint a path of its own",
                    true);
            return;
        }
        try {
            table.add(path, endpoint);
        } catch (IllegalArgumentException ambiguous) {
            add(
                    "path.ambiguous",
                    at,
                    property,
                    String.valueOf(ambiguous.getMessage()),
                    "Give the endpoints paths that differ in more than their spelling",
                    true);
        }
    }

    /** Reports names that nobody knows: a misspelt limit would silently not apply. */
    void unknown(ConfigNode node, String prefix, List<String> known) {
        node.fields().forEach((name, field) -> {
            if (!KnownNames.isKnown(name, known)) {
                String meant = KnownNames.meant(name, known)
                        .map(one -> "; did you mean '" + one + "'?")
                        .orElse("");
                add(
                        "property.unknown",
                        field,
                        prefix + name,
                        "there is no such property" + meant,
                        "Correct the name, or remove it; there are: " + String.join(", ", known),
                        true);
            }
        });
    }

    /** The value of a text with placeholders; null if a variable is not set here. */
    @Nullable
    String resolved(String text) {
        if (!text.startsWith("${") || !text.endsWith("}")) {
            return text;
        }
        String inner = text.substring(2, text.length() - 1);
        int colon = inner.indexOf(':');
        String value = environment.apply(colon < 0 ? inner : inner.substring(0, colon));
        return value != null || colon < 0 ? value : inner.substring(colon + 1);
    }

    String root() {
        return root;
    }

    void add(String id, ConfigNode at, String property, String message, String fix, boolean isError) {
        problems.add(new Problem(id, at.line(), property, message, fix, isError));
    }
}
