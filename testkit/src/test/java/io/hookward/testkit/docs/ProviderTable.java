package io.hookward.testkit.docs;

import io.hookward.scheme.Algorithm;
import io.hookward.scheme.Confidence;
import io.hookward.scheme.SignatureScheme;
import io.hookward.scheme.SigningMethod;
import io.hookward.scheme.Template;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** The table of all providers: one line for each, so that a search for any name or header finds it. */
final class ProviderTable {
    private final List<SignatureScheme> schemes;

    ProviderTable(List<SignatureScheme> schemes) {
        this.schemes = schemes;
    }

    String text() {
        StringBuilder text = new StringBuilder("<!-- Generated from the catalogue; see CONTRIBUTING.md. -->\n\n"
                + "# Providers\n\nThe catalogue has " + schemes.size()
                + " entries. `Providers.get(\"name\")` gives one; "
                + "the page behind the name shows how to receive from it, how it\nsigns and what to mind. A provider that "
                + "is not here is one file: see [the scheme format](scheme-format.md) and, to add it for\neverybody, "
                + "[CONTRIBUTING](../CONTRIBUTING.md).\n\n"
                + "Time: whether a signed timestamp limits how long a captured delivery is good. Id: where the "
                + "delivery id stands that\nstays the same when a delivery is repeated, and whether it is signed. Retries: "
                + "over what time a failed delivery comes again.\nSource: whether the provider's own documents or code "
                + "were read. Proof: how many published vectors the entry passes.\n\n"
                + "| provider | name | algorithm | signature | time | id | retries | source | proof |\n"
                + "| --- | --- | --- | --- | --- | --- | --- | --- | --- |\n");
        schemes.forEach(scheme -> text.append(row(scheme)));
        return text.toString();
    }

    private static String row(SignatureScheme scheme) {
        List<String> cells = List.of(
                Words.prose(scheme.title()),
                "[" + scheme.name() + "](providers/" + scheme.name() + ".md)",
                join(scheme, method -> method.algorithms().stream().map(Algorithm::schemeName)),
                join(scheme, method -> method.signature().sources().stream().map(Words::shortPlace)),
                join(scheme, method -> Stream.of(time(method))),
                join(scheme, ProviderTable::ids),
                scheme.retrySpan().map(Words::span).orElse("?"),
                scheme.facts().confidence() == Confidence.VENDOR
                        ? "vendor"
                        : scheme.facts()
                                .confidence()
                                .name()
                                .toLowerCase(Locale.ROOT)
                                .replace('_', '-'),
                Evidence.of(scheme.name()).cell());
        return "| " + String.join(" | ", cells) + " |\n";
    }

    private static String join(SignatureScheme scheme, Function<SigningMethod, Stream<String>> words) {
        Set<String> each = new LinkedHashSet<>();
        scheme.methods().stream().flatMap(words).forEach(each::add);
        return String.join(", ", each);
    }

    private static String time(SigningMethod method) {
        if (method.isTimeSigned()) {
            return "signed";
        }
        return method.timestamp() == null ? "none" : "not signed";
    }

    private static Stream<String> ids(SigningMethod method) {
        if (method.deliveryId().isEmpty()) {
            return Stream.of("none");
        }
        return method.deliveryId().stream().map(place -> id(place, method));
    }

    private static String id(Template place, SigningMethod method) {
        return Words.shortPlace(place) + (method.isSigned(place) ? " (signed)" : "");
    }
}
