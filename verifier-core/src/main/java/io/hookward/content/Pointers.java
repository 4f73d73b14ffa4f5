package io.hookward.content;

import io.hookward.scheme.SigningMethod;
import io.hookward.scheme.Source;
import io.hookward.scheme.Template;
import io.hookward.scheme.TimestampRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The JSON pointers that a signing method reads, so that the body is read once for all of them. */
public final class Pointers {
    private Pointers() {}

    public static Set<String> of(SigningMethod method) {
        List<Source> sources = new ArrayList<>(method.signature().sources());
        Stream.of(
                        method.deliveryId(),
                        method.eventId(),
                        method.eventType(),
                        List.of(method.content()),
                        method.otherContents(),
                        computed(method))
                .flatMap(List::stream)
                .flatMap(template -> template.values().stream())
                .map(Template.Value::source)
                .forEach(source -> addIfPresent(sources, source));
        addIfPresent(sources, method.secretId());
        sources.addAll(method.when().keySet());
        sources.addAll(method.required().keySet());
        sources.addAll(method.forbidden());
        TimestampRule time = method.timestamp();
        if (time != null) {
            sources.add(time.source());
            addIfPresent(sources, time.expires());
        }
        return sources.stream()
                .filter(source -> source.kind() == Source.Kind.BODY)
                .map(Source::name)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The required values that are made of the request. */
    private static List<Template> computed(SigningMethod method) {
        return method.required().values().stream()
                .filter(value -> value.indexOf('{') >= 0)
                .map(Template::parse)
                .toList();
    }

    private static void addIfPresent(List<Source> sources, @Nullable Source source) {
        if (source != null) {
            sources.add(source);
        }
    }
}
