package io.hookward.testkit.explain;

import io.hookward.scheme.Condition;
import io.hookward.scheme.SignatureField;
import io.hookward.scheme.SigningMethod;
import io.hookward.scheme.Source;
import io.hookward.scheme.Template;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the headers may have been before something changed them. */
final class HeaderVariations {
    private static final Pattern ADDED = Pattern.compile("^(http|xamznremapped|xoriginal|xforwarded)(?=.)");
    private static final Pattern UNPADDED = Pattern.compile("([A-Za-z0-9+/_-]{20,})(?![A-Za-z0-9+/_=-])");

    private final Attempt base;
    private final SigningMethod method;
    private final List<Variation> variations = new ArrayList<>();

    private HeaderVariations(Attempt base) {
        this.base = base;
        this.method = base.recipe().methods().get(0);
    }

    /** All variations of the headers, one thing changed in each. */
    static List<Variation> of(Attempt base) {
        HeaderVariations all = new HeaderVariations(base);
        all.renamed();
        all.signature(Cause.SIGNATURE_QUOTED, value -> value.replaceAll("[\"'`]", ""));
        if (value(all.method.signature(), base).indexOf('%') >= 0) {
            all.signature(
                    Cause.SIGNATURE_URL_ENCODED,
                    value -> new String(FormVariations.decoded(value.replace("+", "%2B")), StandardCharsets.UTF_8));
        }
        if (all.method.signature().syntax() == SignatureField.Syntax.SINGLE) {
            all.signature(Cause.SIGNATURE_PLUS_LOST, value -> value.replace(' ', '+'));
            all.signature(Cause.SIGNATURE_WHITESPACE, value -> value.replaceAll("\\s", ""));
        } else {
            all.signature(Cause.SIGNATURE_WHITESPACE, String::strip);
        }
        all.signature(Cause.SIGNATURE_PADDING_LOST, HeaderVariations::padded);
        return all.variations;
    }

    private static String value(SignatureField field, Attempt base) {
        StringBuilder values = new StringBuilder();
        for (Source source : field.sources()) {
            String value = source.kind() == Source.Kind.HEADER ? base.header(source.name()) : null;
            values.append(value == null ? "" : value);
        }
        return values.toString();
    }

    private static String padded(String value) {
        return UNPADDED.matcher(value).replaceAll(token -> {
            int rest = token.group(1).length() % 4;
            return token.group(1) + (rest == 2 ? "==" : rest == 3 ? "=" : "");
        });
    }

    private void signature(Cause cause, UnaryOperator<String> change) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        base.headers().forEach((name, values) -> {
            boolean carries = method.signature().sources().stream()
                    .anyMatch(source ->
                            source.kind() == Source.Kind.HEADER && source.name().equalsIgnoreCase(name));
            headers.put(name, carries ? values.stream().map(change).toList() : values);
        });
        if (!headers.equals(base.headers())) {
            variations.add(Variation.of(cause, "", Dimension.HEADERS, base.withHeaders(headers)));
        }
    }

    /** Gives headers that are absent the values of those whose names differ in what CGI and proxies change. */
    private void renamed() {
        Map<String, List<String>> headers = new LinkedHashMap<>(base.headers());
        List<String> details = new ArrayList<>();
        for (String wanted : wanted()) {
            if (base.header(wanted) == null) {
                base.headers().forEach((name, values) -> {
                    String plain = plain(name);
                    String cut = ADDED.matcher(plain).replaceFirst("");
                    if (plain(wanted).equals(plain)
                            || plain(wanted).equals(cut)
                            || plain(wanted).equals("x" + cut)) {
                        headers.put(wanted, values);
                        details.add(name + " is " + wanted);
                    }
                });
            }
        }
        if (!details.isEmpty()) {
            String detail = String.join(", ", details);
            variations.add(Variation.of(Cause.HEADER_RENAMED, detail, Dimension.HEADERS, base.withHeaders(headers)));
        }
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    private Set<String> wanted() {
        Stream<Source> signature = method.signature().sources().stream();
        Stream<Source> time = method.timestamp() == null
                ? Stream.of()
                : Stream.of(method.timestamp().source());
        Stream<Source> content = Stream.concat(Stream.of(method.content()), method.deliveryId().stream())
                .flatMap(template -> template.values().stream())
                .map(Template.Value::source);
        Stream<Source> required = method.required().stream().map(Condition::source);
        Set<String> names = new LinkedHashSet<>();
        Stream.of(signature, time, content, required)
                .flatMap(sources -> sources)
                .filter(source -> source != null && source.kind() == Source.Kind.HEADER)
                .forEach(source -> names.add(source.name()));
        return names;
    }
}
