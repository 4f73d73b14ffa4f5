package io.hookward.cli;

import io.hookward.request.WebhookRequest;
import io.hookward.testkit.HttpAnswer;
import io.hookward.testkit.HttpSender;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Prints what receivers answer, and counts what was right. */
final class Answers {
    private static final int LONGEST = 300;

    private final TerminalCommand command;
    private final boolean wantsSuccess;
    private final List<Map<String, Object>> all = new ArrayList<>();
    private boolean wrong;

    /** @param wantsSuccess whether 2xx is right; otherwise 4xx is */
    Answers(TerminalCommand command, boolean wantsSuccess) {
        this.command = command;
        this.wantsSuccess = wantsSuccess;
    }

    /** Sends a request; whether it was answered with 2xx. */
    boolean send(HttpSender sender, WebhookRequest request, String label) throws InterruptedException {
        long start = System.nanoTime();
        HttpAnswer answer = null;
        IOException failure = null;
        try {
            answer = sender.send(request);
        } catch (IOException unreachable) {
            failure = unreachable;
        }
        add(answer, failure, System.nanoTime() - start, label);
        return answer != null && answer.status() / 100 == 2;
    }

    void add(@Nullable HttpAnswer answer, @Nullable IOException failure, long nanos, String label) {
        Map<String, Object> row = new LinkedHashMap<>();
        if (!label.isEmpty()) {
            row.put("label", label);
        }
        row.put("milliseconds", nanos / 1_000_000);
        boolean right = answer != null && answer.status() / 100 == (wantsSuccess ? 2 : 4);
        if (answer == null) {
            row.put(
                    "failure",
                    failure == null ? "no answer" : failure.getClass().getSimpleName());
        } else {
            row.put("status", answer.status());
            row.put("body", Visible.text(answer.body().strip().getBytes(StandardCharsets.UTF_8), LONGEST));
        }
        all.add(row);
        // Of several attempts the last one decides
        wrong = label.isEmpty() ? wrong || !right : !right;
        if (!command.json) {
            String status = answer == null ? "no answer (" + row.get("failure") + ")" : String.valueOf(answer.status());
            Terminal terminal = command.terminal;
            String start = label.isEmpty() ? "" : label + ": ";
            String body = answer == null || answer.body().isBlank() ? "" : "  " + row.get("body");
            command.print("← " + start + (right ? terminal.green(status) : terminal.red(status)) + " "
                    + nanos / 1_000_000 + " ms" + body);
        }
    }

    /** Prints the whole as JSON, if that is wanted, and returns the exit code. */
    int end() {
        if (command.json) {
            command.printJson(all);
        }
        return wrong ? Main.FAILED : Main.FINE;
    }
}
