package io.hookward.testkit.docs;

import io.hookward.scheme.Condition;
import io.hookward.scheme.Handshake;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** A handshake in sentences. */
final class HandshakeWords {
    private HandshakeWords() {}

    static String sentence(Handshake handshake) {
        StringBuilder text =
                new StringBuilder("- A `").append(handshake.method()).append('`');
        List<String> conditions = conditions(handshake.when());
        text.append(conditions.isEmpty() ? "" : " with " + Words.row(conditions, "and"));
        List<String> without = handshake.without().stream().map(Words::place).toList();
        text.append(without.isEmpty() ? "" : " and without " + Words.row(without, "and"));
        List<String> matching = handshake.matching().entrySet().stream()
                .sorted(Comparator.comparing(pattern -> pattern.getKey().toString()))
                .map(pattern -> Words.place(pattern.getKey()) + " = " + Words.codeInText(pattern.getValue()))
                .toList();
        text.append(
                matching.isEmpty()
                        ? ""
                        : ", where " + Words.row(matching, "and").replace(" = ", " matches "));
        text.append(handshake.signed() ? ", signed like a delivery," : "");
        text.append(" is answered with ").append(handshake.status());
        if (!handshake.body().parts().isEmpty()) {
            text.append(" and ").append(Words.codeInText(Words.answer(handshake.body())));
        }
        if (!handshake.headers().isEmpty()) {
            text.append(handshake.body().parts().isEmpty() ? " and " : ", and ").append(headers(handshake));
        }
        text.append('.');
        if (handshake.token() != null) {
            text.append(" It must name the endpoint's handshake token in ")
                    .append(Words.place(handshake.token()))
                    .append('.');
        }
        if (handshake.offersSecret() != null) {
            text.append(" It hands over the secret in ")
                    .append(Words.place(handshake.offersSecret()))
                    .append(", and is answered only by an endpoint that calls `acceptOfferedSecret`.");
        }
        return text.toString();
    }

    static List<String> conditions(List<Condition> conditions) {
        return conditions.stream()
                .sorted(Comparator.comparing(condition -> condition.source().toString()))
                .map(condition -> Words.place(condition.source())
                        + (condition instanceof Condition.Present ? "" : " = " + Words.codeInText(condition.text())))
                .toList();
    }

    private static String headers(Handshake handshake) {
        return "the header "
                + Words.row(
                        handshake.headers().entrySet().stream()
                                .sorted(Map.Entry.comparingByKey())
                                .map(header ->
                                        Words.codeInText(header.getKey() + ": " + Words.answer(header.getValue())))
                                .toList(),
                        "and");
    }
}
