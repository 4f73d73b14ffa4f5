package io.hookward.testkit.docs;

import io.hookward.scheme.Source;
import io.hookward.scheme.Template;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** Parts of a scheme as people say them. */
final class Words {
    private Words() {}

    /** Text as it stands in Markdown's code, in tables too. */
    static String code(String text) {
        String visible = text.replace("\n", "\\n").replace("|", "\\|");
        String fence = visible.contains("`") ? "``" : "`";
        boolean blank = visible.isBlank() || visible.startsWith(" ") || visible.endsWith(" ");
        return fence + (blank ? '"' + visible + '"' : visible) + fence;
    }

    /** The same outside of tables, where a bar needs no escape. */
    static String codeInText(String text) {
        return code(text).replace("\\|", "|");
    }

    static String place(Source source) {
        return switch (source.kind()) {
            case HEADER -> "the header " + codeInText(source.name());
            case BODY -> "the field " + codeInText(source.name()) + " of the body";
            case FORM -> formField(source.name());
            case QUERY -> "the query parameter " + code(source.name());
            case PATH -> "the variable " + code(source.name()) + " of the endpoint's path";
            case SIGNATURE ->
                Character.isDigit(source.name().charAt(0))
                        ? "item " + source.name() + " of the signature header, counted from 0"
                        : "the item " + code(source.name()) + " of the signature header";
            case TEXT -> "the body, which is a token itself";
            case FINGERPRINT -> "the SHA-256 of the body";
        };
    }

    private static String formField(String name) {
        int mark = name.indexOf("#/");
        return mark < 0
                ? "the form field " + code(name)
                : "the field " + code(name.substring(mark + 1)) + " of the JSON in the form field "
                        + code(name.substring(0, mark));
    }

    /** A place in a table's cell. */
    static String shortPlace(Source source) {
        return source.kind() == Source.Kind.HEADER ? code(source.name()) : code(source.toString());
    }

    /** An id or a type: one source, or several put together. */
    static String place(Template template) {
        List<Template.Value> values = template.values();
        boolean alone = template.parts().size() == 1 && values.size() == 1;
        return alone ? place(Objects.requireNonNull(values.get(0).source())) : codeInText(text(template));
    }

    static String shortPlace(Template template) {
        List<Template.Value> values = template.values();
        boolean alone = template.parts().size() == 1 && values.size() == 1;
        return alone ? shortPlace(Objects.requireNonNull(values.get(0).source())) : code(text(template));
    }

    /** Prose of the catalogue, in which nothing is Markdown. */
    static String prose(String text) {
        return text.replace("\\", "\\\\")
                .replace("*", "\\*")
                .replace("<", "\\<")
                .replace("|", "\\|");
    }

    /** A template as a scheme file has it, what may be left out in angle brackets. */
    static String text(Template template) {
        return text(template.parts(), true);
    }

    /** A template as it will look, with its literal braces single. */
    static String answer(Template template) {
        return text(template.parts(), false);
    }

    private static String text(List<Template.Part> parts, boolean doubled) {
        StringBuilder text = new StringBuilder();
        for (Template.Part part : parts) {
            if (part instanceof Template.Literal literal) {
                text.append(doubled ? literal.text().replace("{", "{{").replace("}", "}}") : literal.text());
            } else if (part instanceof Template.Value value) {
                text.append('{').append(name(value)).append('}');
            } else if (part instanceof Template.Encoded encoded) {
                text.append("base64url(").append(text(encoded.parts(), doubled)).append(')');
            } else if (part instanceof Template.IfPresent optional) {
                text.append('⟨').append(text(optional.parts(), doubled)).append('⟩');
            }
        }
        return text.toString();
    }

    private static String name(Template.Value value) {
        StringBuilder name = new StringBuilder();
        if (value.kind() != Template.Value.Kind.SOURCE) {
            name.append(schemeName(value.kind())).append(value.source() == null ? "" : ":");
        }
        name.append(value.source() == null ? "" : value.source()).append(value.emptyIfAbsent() ? "?" : "");
        value.filters().forEach(filter -> name.append('|').append(schemeName(filter)));
        return name.toString();
    }

    static String schemeName(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The two largest units of a time span: {@code 3 d 3 h}. */
    static String span(Duration span) {
        List<String> units = new ArrayList<>();
        add(units, span.toDaysPart(), " d");
        add(units, span.toHoursPart(), " h");
        add(units, span.toMinutesPart(), " min");
        add(units, span.toSecondsPart(), " s");
        add(units, span.toMillisPart(), " ms");
        return String.join(" ", units.subList(0, Math.min(2, units.size())));
    }

    private static void add(List<String> units, long amount, String unit) {
        if (amount > 0) {
            units.add(amount + unit);
        }
    }

    /** Things in a row: {@code a, b or c}. */
    static String row(List<String> things, String last) {
        int count = things.size();
        return count < 2
                ? String.join("", things)
                : String.join(", ", things.subList(0, count - 1)) + " " + last + " " + things.get(count - 1);
    }
}
