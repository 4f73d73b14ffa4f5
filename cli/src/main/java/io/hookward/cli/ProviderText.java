package io.hookward.cli;

import io.hookward.scheme.Algorithm;
import io.hookward.scheme.Condition;
import io.hookward.scheme.ProviderFacts;
import io.hookward.scheme.SignatureField;
import io.hookward.scheme.SignatureScheme;
import io.hookward.scheme.SigningMethod;
import io.hookward.scheme.Source;
import io.hookward.scheme.Template;
import io.hookward.scheme.TimestampRule;
import io.hookward.testkit.SampleSecret;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is known of a provider, as text. */
final class ProviderText {
    private final SignatureScheme scheme;
    private final List<String> lines = new ArrayList<>();

    ProviderText(SignatureScheme scheme) {
        this.scheme = scheme;
    }

    /** The provider in one row of a table. */
    static List<String> row(SignatureScheme scheme) {
        SigningMethod method = scheme.methods().get(0);
        TimestampRule time = method.timestamp();
        return List.of(
                scheme.name(),
                scheme.title(),
                method.algorithms().get(0).schemeName(),
                method.signature().sources().get(0).toString(),
                time == null || time.tolerance() == null ? "-" : span(time.tolerance()),
                scheme.retrySpan().map(ProviderText::span).orElse("-"));
    }

    /** Everything, in lines. */
    List<String> lines() {
        ProviderFacts facts = scheme.facts();
        lines.add(scheme.title() + " (" + scheme.name() + ")");
        for (int i = 0; i < scheme.methods().size(); i++) {
            if (scheme.methods().size() > 1) {
                lines.add("");
                lines.add(
                        "Signing method " + (i + 1) + " of " + scheme.methods().size());
            }
            method(scheme.methods().get(i), i);
        }
        lines.add("");
        add("retries", retries());
        add("answer within", facts.acknowledgeWithin() == null ? "" : span(facts.acknowledgeWithin()));
        add("rotation", facts.rotation());
        add("refused with", String.valueOf(facts.refusalStatus()));
        add("methods", String.join(", ", facts.methods()));
        add("event types", facts.eventTypes().isEmpty() ? "" : String.join(", ", facts.eventTypes()));
        add("notes", facts.notes());
        add("documentation", String.join(" ", facts.documentation()));
        add("sources", String.join(", ", facts.sources()));
        add("confidence", facts.confidence().name().toLowerCase(java.util.Locale.ROOT));
        return lines;
    }

    private void method(SigningMethod method, int index) {
        SignatureField field = method.signature();
        add("algorithm", method.algorithms().stream().map(Algorithm::schemeName).collect(Collectors.joining(" or ")));
        add("key", key(method, index));
        add("signature", places(field.sources()) + ", " + written(field));
        if (method.algorithms().get(0).kind() != Algorithm.Kind.TOKEN) {
            add(
                    "signed",
                    Stream.concat(Stream.of(method.content()), method.otherContents().stream())
                            .map(ProviderText::text)
                            .collect(Collectors.joining("  or  ")));
        }
        TimestampRule time = method.timestamp();
        if (time != null) {
            add(
                    "timestamp",
                    time.source() + " in " + time.unit().name().toLowerCase(java.util.Locale.ROOT)
                            + (time.tolerance() == null ? "" : ", tolerance " + span(time.tolerance()))
                            + (method.isTimeSigned() ? "" : ", not signed"));
        }
        add("delivery id", alternatives(method.deliveryId()));
        add("event type", alternatives(method.eventType()));
        add("applies when", conditions(method.when()));
        add("requires", conditions(method.required()));
    }

    private String key(SigningMethod method, int index) {
        String example = index > 0
                ? ""
                : SampleSecret.of(scheme).map(sample -> "; like " + sample).orElse("");
        return method.key() + example;
    }

    private static String written(SignatureField field) {
        String encodings = field.encodings().stream()
                .map(encoding -> encoding.schemeName())
                .collect(Collectors.joining(" or "));
        String prefixes =
                field.prefixes().stream().filter(prefix -> !prefix.isEmpty()).collect(Collectors.joining(" or "));
        String syntax = switch (field.syntax()) {
            case SINGLE -> "";
            case LIST -> ", several separated by '" + field.separator() + "'";
            case PAIRS ->
                ", item " + String.join(" or ", field.labels()) + " of pairs separated by '" + field.separator() + "'";
            case POSITIONS -> ", items separated by '" + field.separator() + "', from item " + field.position() + " on";
            case JSON -> ", in a JSON object in Base64";
            case JWT -> ", as a JSON Web Token";
        };
        return encodings + (prefixes.isEmpty() ? "" : " behind " + prefixes) + syntax;
    }

    private String retries() {
        String schedule = schedule(scheme);
        String span = scheme.retrySpan().map(one -> "over " + span(one)).orElse("");
        return Stream.of(span, schedule).filter(text -> !text.isEmpty()).collect(Collectors.joining(": "));
    }

    /** When failed deliveries are repeated, in the catalogue's words; empty if it does not say. */
    static String schedule(SignatureScheme scheme) {
        return scheme.definition().get("retries") instanceof Map<?, ?> retries && retries.get("schedule") != null
                ? String.valueOf(retries.get("schedule"))
                : "";
    }

    private void add(String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            lines.add("  " + name + " ".repeat(15 - name.length()) + value);
        }
    }

    private static String places(List<Source> sources) {
        return sources.stream().map(Source::toString).collect(Collectors.joining(" or "));
    }

    private static String alternatives(List<Template> templates) {
        return templates.stream()
                .map(template -> {
                    String text = text(template);
                    boolean alone = template.parts().size() == 1 && text.startsWith("{");
                    return alone ? text.substring(1, text.length() - 1) : text;
                })
                .collect(Collectors.joining(" or else "));
    }

    private static String conditions(List<Condition> conditions) {
        return conditions.stream()
                .map(condition -> condition.source() + " = " + condition.text())
                .collect(Collectors.joining(", "));
    }

    static String text(Template template) {
        return text(template.parts());
    }

    private static String text(List<Template.Part> parts) {
        StringBuilder text = new StringBuilder();
        for (Template.Part part : parts) {
            if (part instanceof Template.Literal literal) {
                text.append(literal.text().replace("\n", "\\n"));
            } else if (part instanceof Template.IfPresent optional) {
                text.append('[').append(text(optional.parts())).append(']');
            } else if (part instanceof Template.Encoded encoded) {
                text.append("base64url(").append(text(encoded.parts())).append(')');
            } else if (part instanceof Template.Value value) {
                text.append('{').append(value(value)).append('}');
            }
        }
        return text.toString();
    }

    private static String value(Template.Value value) {
        String kind = value.kind() == Template.Value.Kind.SOURCE ? "" : name(value.kind());
        String source = value.source() == null ? "" : value.source().toString();
        String filters =
                value.filters().stream().map(filter -> "|" + name(filter)).collect(Collectors.joining());
        return Stream.of(kind, source).filter(text -> !text.isEmpty()).collect(Collectors.joining(":")) + filters;
    }

    private static String name(Enum<?> constant) {
        return Objects.requireNonNull(constant)
                .name()
                .toLowerCase(java.util.Locale.ROOT)
                .replace('_', '-');
    }

    /** The two largest units of a time span. */
    static String span(Duration span) {
        List<String> units = new ArrayList<>();
        long[] amounts = {
            span.toDays(), span.toHoursPart(), span.toMinutesPart(), span.toSecondsPart(), span.toMillisPart()
        };
        String[] names = {" d", " h", " min", " s", " ms"};
        for (int i = 0; i < amounts.length && units.size() < 2; i++) {
            if (amounts[i] != 0) {
                units.add(amounts[i] + names[i]);
            }
        }
        return units.isEmpty() ? "0 s" : String.join(" ", units);
    }
}
