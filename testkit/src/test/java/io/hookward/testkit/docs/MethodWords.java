package io.hookward.testkit.docs;

import io.hookward.scheme.Algorithm;
import io.hookward.scheme.SigningMethod;
import io.hookward.scheme.Source;
import io.hookward.scheme.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** One signing method in paragraphs. */
final class MethodWords {
    private MethodWords() {}

    static List<String> paragraphs(SigningMethod method) {
        List<String> parts = new ArrayList<>();
        List<String> when = HandshakeWords.conditions(method.when());
        parts.add(sentences(
                when.isEmpty() ? "" : "For requests with " + Words.row(when, "and") + ".",
                SignatureWords.signature(method),
                SignatureWords.algorithm(method)));
        if (method.algorithms().get(0) != Algorithm.TOKEN) {
            parts.add("Signed is:");
            parts.add("```\n" + Words.text(method.content()) + "\n```");
            parts.add(legend(method));
        }
        parts.add(sentences(
                ReplayWords.time(method),
                ReplayWords.id(method),
                ids(method),
                ReplayWords.captured(method),
                ReplayWords.twins(method)));
        parts.add(requirements(method));
        return parts.stream().filter(part -> !part.isEmpty()).toList();
    }

    private static String legend(SigningMethod method) {
        boolean optional = method.content().parts().stream().anyMatch(part -> part instanceof Template.IfPresent);
        String others = Words.row(
                method.otherContents().stream()
                        .map(Words::text)
                        .map(Words::codeInText)
                        .toList(),
                "or");
        return sentences(
                optional ? "What stands in ⟨ ⟩ is left out if a value in it is absent." : "",
                others.isEmpty() ? "" : "Or else " + others + ", since the provider is not consistent.");
    }

    private static String ids(SigningMethod method) {
        String types = places(method.eventType());
        String events = places(method.eventId());
        return sentences(
                events.isEmpty() ? "" : "The event has an id of its own in " + events + ".",
                types.isEmpty() ? "" : "The event type is " + types + ".");
    }

    private static String places(List<Template> templates) {
        return Words.row(templates.stream().map(Words::place).toList(), "or else");
    }

    private static String requirements(SigningMethod method) {
        List<String> required = HandshakeWords.conditions(method.required());
        List<String> forbidden = method.forbidden().stream().map(Words::place).toList();
        Source secretId = method.secretId();
        return sentences(
                required.isEmpty() ? "" : "A delivery must have " + Words.row(required, "and") + ".",
                forbidden.isEmpty()
                        ? ""
                        : "It must have nothing in " + Words.row(forbidden, "or") + ", which nothing would sign.",
                secretId == null
                        ? ""
                        : "The id of the secret that signed stands in " + Words.place(secretId)
                                + ": give each secret its id, and only the one that is named is tried.");
    }

    private static String sentences(String... sentences) {
        return String.join(
                " ",
                Stream.of(sentences).filter(sentence -> !sentence.isEmpty()).toList());
    }
}
