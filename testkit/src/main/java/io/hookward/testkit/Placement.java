package io.hookward.testkit;

import io.hookward.scheme.SignatureScheme;
import io.hookward.scheme.SigningMethod;
import io.hookward.scheme.Source;
import io.hookward.scheme.Template;
import io.hookward.scheme.TimestampRule;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where a signing method has its values, as far as the test kit must know. */
final class Placement {
    private final String scheme;
    private final SigningMethod method;

    Placement(SignatureScheme scheme, int variant) {
        this.scheme = scheme.name();
        this.method = scheme.methods().get(variant);
    }

    /** Where the signer puts the signature: the first header of those in which it may stand, if there is one. */
    SignaturePlace signature() {
        List<Source> sources = method.signature().sources();
        return new SignaturePlace(sources.stream()
                .filter(source -> source.kind() == Source.Kind.HEADER)
                .findFirst()
                .orElse(sources.get(0)));
    }

    /** The header that carries the delivery id. */
    String idHeader() {
        List<Template> places = method.deliveryId();
        List<String> headers = places.isEmpty() ? List.of() : names(places.get(0), Source.Kind.HEADER);
        if (headers.isEmpty()) {
            throw new IllegalStateException(scheme + " has no id in a header");
        }
        return headers.get(0);
    }

    /** The header that carries the timestamp. */
    String timestampHeader() {
        TimestampRule rule = method.timestamp();
        if (rule == null || rule.source().kind() != Source.Kind.HEADER) {
            throw new IllegalStateException(scheme + " has no timestamp in a header");
        }
        return rule.source().name();
    }

    /**
     * What the scheme signs, or reads as a part of an id or a type, from headers and from items of the signature header,
     * each with some text. The signer replaces id, type and time among them, and lists the headers it signs itself.
     *
     * @param id whether there is an id to be read
     */
    Map<Source, String> extras(boolean id) {
        Map<Source, String> extras = new LinkedHashMap<>();
        Stream.of(id ? method.deliveryId() : List.<Template>of(), method.eventType())
                .flatMap(places -> places.stream().limit(1))
                .forEach(place -> sources(place).forEach(source -> extras.put(source, SampleBody.FILLER)));
        sources(method.content()).forEach(source -> extras.put(source, SampleBody.FILLER));
        for (Template.Value value : method.content().values()) {
            if (value.source() != null && value.kind().listsHeaders()) {
                extras.remove(value.source());
            }
        }
        extras.keySet()
                .removeIf(source -> source.kind() != Source.Kind.HEADER && source.kind() != Source.Kind.SIGNATURE);
        return extras;
    }

    /** The URL with the parameters that the scheme reads from the query. */
    String withQuery(String url, @Nullable String id) {
        Map<String, String> parameters = new LinkedHashMap<>();
        names(method.content(), Source.Kind.QUERY).forEach(name -> parameters.put(name, SampleBody.FILLER));
        if (id != null && !method.deliveryId().isEmpty()) {
            String text = id;
            for (Source source : sources(method.deliveryId().get(0))) {
                boolean isType = method.eventType().stream().anyMatch(type -> type.contains(source));
                if (source.kind() == Source.Kind.QUERY && !isType) {
                    parameters.put(source.name(), text);
                    text = SampleBody.FILLER;
                }
            }
        }
        StringBuilder full = new StringBuilder(url);
        char separator = url.indexOf('?') < 0 ? '?' : '&';
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            full.append(separator)
                    .append(encode(parameter.getKey()))
                    .append('=')
                    .append(encode(parameter.getValue()));
            separator = '&';
        }
        return full.toString();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static List<String> names(Template template, Source.Kind kind) {
        return sources(template).stream()
                .filter(source -> source.kind() == kind)
                .map(Source::name)
                .toList();
    }

    private static List<Source> sources(Template template) {
        List<Source> sources = new ArrayList<>();
        for (Template.Value value : template.values()) {
            if (value.source() != null) {
                sources.add(value.source());
            }
        }
        return sources;
    }

    /** The time as the scheme writes it, or null if it has none. */
    @Nullable
    String timeText(Instant time) {
        TimestampRule rule = method.timestamp();
        if (rule == null) {
            return null;
        }
        return switch (rule.unit()) {
            case SECONDS, OPAQUE -> Long.toString(time.getEpochSecond());
            case MILLISECONDS -> Long.toString(time.toEpochMilli());
            case ISO_8601 -> DateTimeFormatter.ISO_INSTANT.format(time.truncatedTo(ChronoUnit.SECONDS));
            case HTTP_DATE ->
                DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.ROOT).format(time.atOffset(ZoneOffset.UTC));
        };
    }

    /**
     * An age, or a lead, that nobody tolerates: twice what the provider recommends, at least a day.
     *
     * @throws IllegalStateException if the scheme has no timestamp that can be relied on
     */
    Duration intolerable() {
        TimestampRule rule = method.timestamp();
        if (rule == null || !method.isTimeSigned() && rule.tolerance() == null) {
            throw new IllegalStateException(scheme + " signs no timestamp, so that no delivery is too old or too new");
        }
        Duration day = Duration.ofDays(1);
        Duration twice = rule.tolerance() == null ? day : rule.tolerance().multipliedBy(2);
        return twice.compareTo(day) > 0 ? twice : day;
    }
}
