package io.hookward.testkit.curl;

import io.hookward.scheme.SigningMethod;
import io.hookward.scheme.Source;
import io.hookward.scheme.Template;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Objects;
import tools.jackson.databind.json.JsonMapper;

/** Writes what a scheme signs as a {@code printf} command of the shell. */
final class ShellContent {
    private final SigningMethod method;
    private final ExampleDelivery example;
    private final ShellKey key;
    private final StringBuilder format = new StringBuilder();
    private final StringBuilder arguments = new StringBuilder();

    private ShellContent(SigningMethod method, ExampleDelivery example, ShellKey key) {
        this.method = method;
        this.example = example;
        this.key = key;
    }

    /**
     * The command.
     *
     * @throws NoSuchElementException if the content has something that this cannot write
     */
    static String printf(SigningMethod method, ExampleDelivery example, ShellKey key) {
        ShellContent content = new ShellContent(method, example, key);
        content.add(method.content().parts());
        return "printf '" + content.format + "'" + content.arguments;
    }

    private void add(List<Template.Part> parts) {
        for (Template.Part part : parts) {
            if (part instanceof Template.Literal literal) {
                format.append(Shell.inFormat(literal.text()));
            } else if (part instanceof Template.Value value) {
                format.append("%s");
                arguments.append(' ').append(filtered(argument(value), value.filters()));
            } else if (part instanceof Template.IfPresent optional) {
                add(optional.parts());
            }
        }
    }

    private String argument(Template.Value value) {
        return switch (value.kind()) {
            case BODY -> "\"$B\"";
            case TIMESTAMP -> "\"$T\"";
            case ID -> "\"$I\"";
            case METHOD -> "POST";
            case URL -> Shell.expanded(example.url());
            case PATH -> Shell.expanded(example.url().replaceFirst("^[a-z]+://[^/]+", ""));
            case SECRET -> key.text().orElseThrow();
            case SOURCE -> source(Objects.requireNonNull(value.source()));
            default -> throw new NoSuchElementException("no shell text for " + value.kind());
        };
    }

    private String source(Source source) {
        if (source.kind() == Source.Kind.HEADER) {
            return Shell.expanded(example.header(source.name()));
        }
        if (source.kind() == Source.Kind.BODY) {
            return Shell.expanded(
                    new JsonMapper().readTree(example.body()).at(source.name()).asString(""));
        }
        if (method.timestamp() != null && source.equals(method.timestamp().source())) {
            return "\"$T\"";
        }
        throw new NoSuchElementException("no shell text for " + source);
    }

    private static String filtered(String argument, List<Template.Filter> filters) {
        if (filters.isEmpty()) {
            return argument;
        }
        StringBuilder pipe = new StringBuilder("\"$(printf %s ").append(argument);
        for (int i = 0; i < filters.size(); i++) {
            Template.Filter filter = filters.get(i);
            Template.Filter next = i + 1 < filters.size() ? filters.get(i + 1) : null;
            switch (filter) {
                case LOWER -> pipe.append(" | tr A-Z a-z");
                case UPPER -> pipe.append(" | tr a-z A-Z");
                case BASE64 -> pipe.append(" | openssl base64 -A");
                case HEX -> pipe.append(" | od -An -vtx1 | tr -d ' \\n'");
                case SHA256, SHA512 -> {
                    if (next != Template.Filter.HEX && next != Template.Filter.BASE64) {
                        throw new NoSuchElementException("no shell text for raw bytes");
                    }
                    pipe.append(" | openssl dgst -").append(filter.name().toLowerCase(Locale.ROOT));
                    pipe.append(" -binary");
                }
                default -> throw new NoSuchElementException("no shell text for " + filter);
            }
        }
        return pipe.append(")\"").toString();
    }
}
