package io.hookward.cli.doctor;

import io.hookward.cli.UsageException;
import java.io.Reader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** A place in a YAML file: a text, a list or named places, with its line. */
final class ConfigNode {
    private static final int MOST_ALIASES = 50;

    private final int line;
    private final @Nullable String text;
    private final List<ConfigNode> items = new ArrayList<>();
    private final Map<String, ConfigNode> fields = new LinkedHashMap<>();

    private ConfigNode(int line, @Nullable String text) {
        this.line = line;
        this.text = text;
    }

    /**
     * Reads all documents of a file, the later ones over the earlier.
     *
     * @throws UsageException if it is no YAML; the message names the line and quotes nothing
     */
    static ConfigNode read(String yaml) {
        ConfigNode root = new ConfigNode(1, null);
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(MOST_ALIASES);
        try (Reader reader = new StringReader(yaml)) {
            for (Node document : new Yaml(new SafeConstructor(options)).composeAll(reader)) {
                if (document instanceof MappingNode mapping) {
                    root.putAll(mapping);
                } else if (!(document instanceof ScalarNode scalar)
                        || !scalar.getValue().isBlank()) {
                    throw new UsageException("The configuration is no map of names and values");
                }
            }
        } catch (MarkedYAMLException malformed) {
            throw new UsageException("The configuration is no YAML: line "
                    + (malformed.getProblemMark() == null
                            ? "?"
                            : malformed.getProblemMark().getLine() + 1) + ": "
                    + malformed.getProblem());
        } catch (YAMLException | java.io.IOException malformed) {
            throw new UsageException("The configuration is no YAML");
        }
        return root;
    }

    private static ConfigNode of(Node node) {
        int line = node.getStartMark().getLine() + 1;
        ConfigNode made = new ConfigNode(line, node instanceof ScalarNode scalar ? scalar.getValue() : null);
        if (node instanceof MappingNode mapping) {
            made.putAll(mapping);
        } else if (node instanceof SequenceNode sequence) {
            sequence.getValue().forEach(item -> made.items.add(of(item)));
        }
        return made;
    }

    private void putAll(MappingNode mapping) {
        for (NodeTuple tuple : mapping.getValue()) {
            if (tuple.getKeyNode() instanceof ScalarNode key) {
                put(key.getValue(), of(tuple.getValueNode()));
            }
        }
    }

    /** A name with dots stands for names below each other. */
    private void put(String name, ConfigNode value) {
        int dot = name.indexOf('.');
        if (dot > 0) {
            fields.computeIfAbsent(name.substring(0, dot), first -> new ConfigNode(value.line, null))
                    .put(name.substring(dot + 1), value);
            return;
        }
        ConfigNode old = fields.get(name);
        if (old != null && !old.fields.isEmpty() && !value.fields.isEmpty()) {
            value.fields.forEach(old::put);
        } else {
            fields.put(name, value);
        }
    }

    int line() {
        return line;
    }

    @Nullable
    String text() {
        return text;
    }

    List<ConfigNode> items() {
        return items;
    }

    Map<String, ConfigNode> fields() {
        return fields;
    }

    /** The place below this name, however it is hyphenated; null if there is none. */
    @Nullable
    ConfigNode field(String name) {
        for (Map.Entry<String, ConfigNode> field : fields.entrySet()) {
            if (uniform(field.getKey()).equals(uniform(name))) {
                return field.getValue();
            }
        }
        return null;
    }

    /** The text below this name; null if there is none. */
    @Nullable
    String text(String name) {
        ConfigNode field = field(name);
        return field == null ? null : field.text;
    }

    /** As nested maps, lists and texts. */
    Object plain() {
        if (!fields.isEmpty()) {
            Map<String, Object> map = new LinkedHashMap<>();
            fields.forEach((name, field) -> map.put(name, field.plain()));
            return map;
        }
        return text != null ? text : items.stream().map(ConfigNode::plain).toList();
    }

    /** A name as Spring Boot compares it: without hyphens, in lower case. */
    static String uniform(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    /** The line, and nothing of the file: there may be secrets in it. */
    @Override
    public String toString() {
        return "ConfigNode[line " + line + "]";
    }
}
