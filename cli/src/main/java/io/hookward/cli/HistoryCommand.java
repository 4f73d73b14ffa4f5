package io.hookward.cli;

import io.hookward.cli.capture.Capture;
import io.hookward.cli.capture.Captures;
import io.hookward.cli.listen.Forwarder;
import io.hookward.cli.listen.History;
import io.hookward.cli.listen.Listener.Answered;
import io.hookward.request.WebhookRequest;
import io.hookward.scheme.SignatureScheme;
import io.hookward.testkit.Requests;
import io.hookward.testkit.explain.Diagnosis;
import io.hookward.testkit.explain.FailureExplainer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What {@code listen} has kept. */
@Command(
        name = "history",
        description = "Shows, resends and explains what 'hookward listen' has received.",
        subcommands = {
            HistoryCommand.ListCommand.class,
            HistoryCommand.ShowCommand.class,
            HistoryCommand.ResendCommand.class,
            HistoryCommand.ExplainCommand.class
        })
final class HistoryCommand extends TerminalCommand {
    /** Where a token may stand that is the secret itself. */
    private static final Pattern SECRETIVE = Pattern.compile("(?i)authorization|token|secret|api-?key|cookie");

    @Override
    public Integer call() {
        throw new UsageException("Say what: hookward history list, show N, resend N URL, or explain N -p NAME …");
    }

    private static Capture capture(History history, long number) {
        byte[] bytes = history.bytes(number)
                .orElseThrow(() -> new FailedException("There is no request " + number + " in the history"));
        return Captures.read(bytes, 1);
    }

    /** Lists all. */
    @Command(name = "list", description = "Lists what was received.")
    static final class ListCommand extends TerminalCommand {
        @Mixin
        HistoryOptions histories;

        @Override
        public Integer call() {
            History history = histories.open();
            List<Map<String, Object>> rows = new ArrayList<>();
            for (long number : history.numbers()) {
                Capture one = capture(history, number);
                Map<String, Object> row = new LinkedHashMap<>();
                row.put("number", number);
                row.put("receivedAt", String.valueOf(one.receivedAt()));
                row.put("method", one.request().method());
                row.put("url", String.valueOf(one.request().url()));
                row.put("bytes", one.request().length());
                rows.add(row);
            }
            if (json) {
                printJson(rows);
            } else {
                rows.forEach(row -> print("#" + row.get("number") + "  " + row.get("receivedAt") + "  "
                        + row.get("method") + " " + row.get("url") + "  " + row.get("bytes") + " bytes"));
            }
            return Main.FINE;
        }
    }

    /** Shows one. */
    @Command(
            name = "show",
            description = "Shows one request; --json prints it in the form that 'hookward verify' reads.")
    static final class ShowCommand extends TerminalCommand {
        @Mixin
        HistoryOptions histories;

        @Parameters(paramLabel = "N", description = "Its number.")
        long number;

        @Override
        public Integer call() {
            History history = histories.open();
            WebhookRequest request = capture(history, number).request();
            if (json) {
                printJson(history.find(number).orElseThrow());
                return Main.FINE;
            }
            print(request.method() + " " + request.url());
            for (String name : request.headers().names()) {
                boolean secret = SECRETIVE.matcher(name).find();
                request.headers()
                        .values(name)
                        .forEach(value -> print(name + ": " + (secret ? "(not shown; --json shows it)" : value)));
            }
            print("");
            print(Visible.text(Requests.bytes(request), 100_000));
            return Main.FINE;
        }
    }

    /** Sends one again. */
    @Command(name = "resend", description = "Sends a request again, byte for byte; its timestamp stays what it was.")
    static final class ResendCommand extends TerminalCommand {
        @Mixin
        HistoryOptions histories;

        @Parameters(index = "0", paramLabel = "N", description = "Its number.")
        long number;

        @Parameters(index = "1", paramLabel = "URL", description = "Where to.")
        String url;

        @Override
        public Integer call() throws InterruptedException {
            WebhookRequest request = capture(histories.open(), number).request();
            try {
                Answered answer = new Forwarder(HttpTarget.uri(url)).forward(request);
                if (json) {
                    Map<String, Object> row = new LinkedHashMap<>();
                    row.put("status", answer.status());
                    row.put("body", new String(answer.body(), StandardCharsets.UTF_8));
                    printJson(row);
                } else {
                    print("← " + answer.status() + "  " + Visible.text(answer.body(), 300));
                }
                return answer.status() / 100 == 2 ? Main.FINE : Main.FAILED;
            } catch (IOException unreachable) {
                throw new FailedException(
                        url + " does not answer (" + unreachable.getClass().getSimpleName() + ")");
            }
        }
    }

    /** Explains one. */
    @Command(name = "explain", description = "Proves why a request was refused, at the time at which it was received.")
    static final class ExplainCommand extends TerminalCommand {
        @Mixin
        HistoryOptions histories;

        @Mixin
        SchemeOptions schemes;

        @Mixin
        SecretOptions secrets;

        @Parameters(paramLabel = "N", description = "Its number.")
        long number;

        @Option(
                names = "--url",
                paramLabel = "URL",
                description = "The public URL that the provider has, for schemes that sign it.")
        @Nullable
        String url;

        @Override
        public Integer call() {
            SignatureScheme scheme = schemes.get();
            Capture capture = capture(histories.open(), number);
            WebhookRequest request = WebhookRequest.builder()
                    .method(capture.request().method())
                    .url(url != null ? url : capture.request().url())
                    .headers(capture.request().headers())
                    .body(Requests.bytes(capture.request()))
                    .build();
            Progress progress = new Progress(terminal);
            Diagnosis diagnosis = FailureExplainer.of(scheme, secrets.text(terminal, scheme))
                    .clock(Clock.fixed(Objects.requireNonNull(capture.receivedAt()), ZoneOffset.UTC))
                    .progress(progress)
                    .explain(request);
            progress.clear();
            DiagnosisText text = new DiagnosisText(terminal, diagnosis, true);
            if (json) {
                printJson(text.json());
            } else {
                text.lines().forEach(this::print);
            }
            return diagnosis.isVerified() ? Main.FINE : Main.FAILED;
        }
    }
}
