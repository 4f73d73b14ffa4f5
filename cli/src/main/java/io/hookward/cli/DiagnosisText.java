package io.hookward.cli;

import io.hookward.request.Rejection;
import io.hookward.testkit.explain.Diagnosis;
import io.hookward.testkit.explain.Finding;
import io.hookward.verify.Explanation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A diagnosis for people, or as JSON. */
final class DiagnosisText {
    private static final int LONGEST = 600;

    private final Terminal terminal;
    private final Diagnosis diagnosis;
    private final boolean explained;
    private final List<String> lines = new ArrayList<>();

    /** @param explained whether a cause was looked for */
    DiagnosisText(Terminal terminal, Diagnosis diagnosis, boolean explained) {
        this.terminal = terminal;
        this.diagnosis = diagnosis;
        this.explained = explained;
    }

    List<String> lines() {
        if (diagnosis.isVerified()) {
            lines.add(terminal.green("Verified") + ": the signature is right");
        } else {
            Rejection rejection = diagnosis.rejection().orElseThrow();
            lines.add(terminal.red("Refused") + ": " + rejection.reason().code() + " (" + rejection.detail() + ")");
        }
        if (!explained) {
            if (!diagnosis.isVerified()) {
                lines.add("Add --explain to look for the cause");
            }
            return lines;
        }
        findings();
        diagnosis.notes().forEach(note -> lines.add("Note: " + note + (note.endsWith("?") ? "" : ".")));
        methods(diagnosis.received());
        content("Signed content, as received", diagnosis.received());
        diagnosis.matching().ifPresent(matching -> content("Signed content, as it matches", matching));
        return lines;
    }

    private void findings() {
        if (diagnosis.isVerified()) {
            return;
        }
        lines.add("");
        if (!diagnosis.isExplained() && diagnosis.matching().isPresent()) {
            lines.add("The signature itself is right: what refuses the request is said above.");
            lines.add("");
            return;
        }
        if (!diagnosis.isExplained()) {
            lines.add("No cause was proved: none of " + diagnosis.tried() + " combinations matches."
                    + (diagnosis.complete() ? "" : " The search ran out of time before the end."));
            lines.add(
                    "What is left: the body was changed in another way, or the secret is one that is not known here.");
            lines.add("");
            return;
        }
        for (Finding finding : diagnosis.findings()) {
            lines.add(terminal.bold("Cause: ") + finding.sentence() + ". ["
                    + finding.cause().id() + "]");
            lines.add(terminal.bold("Fix:   ") + finding.cause().fix() + ".");
        }
        String all = diagnosis.findings().size() == 1 ? "it" : "all of it";
        lines.add(terminal.dim("Proved: with " + all + " undone, the signature matches to the last byte."));
        lines.add("");
    }

    private void methods(Explanation explanation) {
        for (Explanation.Method method : explanation.methods()) {
            String places = String.join(
                    ", ",
                    method.places().stream()
                            .map(place -> place.source() + (place.values() == 0 ? " (absent)" : ""))
                            .toList());
            lines.add((method.chosen() ? "* " : "  ") + "method " + (method.variant() + 1) + ": "
                    + String.join("/", method.algorithms()) + " in " + places);
        }
        explanation
                .time()
                .ifPresent(time -> lines.add("  timestamp: "
                        + time.text()
                                .map(text -> Visible.text(text.getBytes(java.nio.charset.StandardCharsets.UTF_8), 60))
                                .orElse("(absent)")
                        + " in " + time.source() + ", judged at " + time.now()));
    }

    private void content(String title, Explanation explanation) {
        if (explanation.content().isEmpty()) {
            return;
        }
        lines.add("");
        lines.add(terminal.bold(title + ":"));
        for (Explanation.Piece piece : explanation.content()) {
            String source = piece.source().isEmpty() ? "literal" : piece.source();
            boolean secret = source.contains("secret");
            lines.add("  " + source + " (" + piece.bytes().length + " bytes)  "
                    + (secret ? "(not shown)" : Visible.text(piece.bytes(), LONGEST)));
        }
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("verified", diagnosis.isVerified());
        diagnosis.rejection().ifPresent(rejection -> {
            json.put("reason", rejection.reason().code());
            json.put("detail", rejection.detail());
        });
        if (explained) {
            json.put(
                    "findings",
                    diagnosis.findings().stream()
                            .map(finding -> {
                                Map<String, Object> one = new LinkedHashMap<>();
                                one.put("id", finding.cause().id());
                                one.put("sentence", finding.sentence());
                                one.put("fix", finding.cause().fix());
                                return one;
                            })
                            .toList());
            json.put("notes", diagnosis.notes());
            json.put("tried", diagnosis.tried());
            json.put("complete", diagnosis.complete());
            json.put("content", pieces(diagnosis.received()));
            diagnosis.matching().ifPresent(matching -> json.put("matching_content", pieces(matching)));
        }
        return json;
    }

    private static List<Map<String, Object>> pieces(Explanation explanation) {
        return explanation.content().stream()
                .map(piece -> {
                    Map<String, Object> one = new LinkedHashMap<>();
                    one.put("source", piece.source());
                    one.put("size", piece.bytes().length);
                    one.put("text", Visible.text(piece.bytes(), LONGEST));
                    return one;
                })
                .toList();
    }
}
