package io.hookward.cli;

import io.hookward.scheme.SignatureScheme;
import io.hookward.testkit.SimulatedProvider;
import io.hookward.testkit.check.CheckReport;
import io.hookward.testkit.check.CheckResult;
import io.hookward.testkit.check.ReceiverCheck;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Checks a running receiver. */
@Command(
        name = "check",
        description = "Sends a running receiver what senders and forgers send, and says which answers are wrong.")
final class CheckCommand extends TerminalCommand {
    /** How a report is printed. */
    enum Format {
        TEXT,
        JSON,
        JUNIT
    }

    @Parameters(arity = "1", paramLabel = "URL", description = "The endpoint of the receiver.")
    String url;

    @Mixin
    SchemeOptions schemes;

    @Mixin
    SecretOptions secrets;

    @Option(
            names = "--public-url",
            paramLabel = "URL",
            description = "The URL that the provider has, if it is another one.")
    @Nullable
    String publicUrl;

    @Option(
            names = "--max-body",
            paramLabel = "BYTES",
            description = "The largest body that the receiver accepts; unless set, no large one is sent.")
    @Nullable
    Integer maxBody;

    @Option(names = "--exact", description = "Accepts the answers of Hookward's own receivers alone.")
    boolean exact;

    @Option(
            names = "--probes",
            description =
                    "The receiver obeys probes in the body, as the sample's --test-handler does: also checks failures"
                            + " and slow handling.")
    boolean probes;

    @Option(
            names = "--processed-url",
            paramLabel = "URL",
            description = "Where the receiver tells, as plain text, how many deliveries it has handled.")
    @Nullable
    String processedUrl;

    @Option(
            names = "--format",
            defaultValue = "text",
            description = "text, json or junit; ${DEFAULT-VALUE} unless set.")
    Format format;

    @Override
    public Integer call() throws InterruptedException {
        SignatureScheme scheme = schemes.get();
        URI uri = HttpTarget.uri(url);
        if (!SimulatedProvider.canBe(scheme)) {
            throw new UsageException("Only " + scheme.title() + " can sign: it alone has the private key");
        }
        ReceiverCheck check = ReceiverCheck.of(uri, scheme, secrets.get(terminal, scheme));
        if (publicUrl != null) {
            check.publicUrl(publicUrl);
        }
        if (maxBody != null) {
            check.maxBodyBytes(maxBody);
        }
        if (exact) {
            check.exact();
        }
        if (probes) {
            check.withProbes();
        }
        if (processedUrl != null) {
            check.handledCount(new ProcessedCount(HttpTarget.uri(processedUrl)));
        }
        CheckReport report = check.run();
        switch (json ? Format.JSON : format) {
            case TEXT -> text(report);
            case JSON -> json(report);
            case JUNIT -> print(JUnitReport.of(url, report));
        }
        return report.isPassed() ? Main.FINE : Main.FAILED;
    }

    private void text(CheckReport report) {
        report.text().lines().forEach(line -> print(line.startsWith("!!") ? terminal.red(line) : line));
        report.results().stream()
                .filter(result -> result.outcome() == CheckResult.Outcome.FAILED)
                .map(CheckResult::name)
                .map(Flaws::of)
                .filter(flaw -> !flaw.isEmpty())
                .distinct()
                .forEach(flaw -> print(terminal.bold("Flaw: ") + flaw));
    }

    private void json(CheckReport report) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("url", url);
        result.put("passed", report.count(CheckResult.Outcome.PASSED));
        result.put("failed", report.count(CheckResult.Outcome.FAILED));
        result.put("skipped", report.count(CheckResult.Outcome.SKIPPED));
        result.put(
                "results",
                report.results().stream()
                        .map(one -> {
                            Map<String, Object> row = new LinkedHashMap<>();
                            row.put("case", one.name());
                            row.put("outcome", one.outcome().name().toLowerCase(Locale.ROOT));
                            row.put("expected", one.expected());
                            row.put("answered", one.answered());
                            row.put("flaw", one.outcome() == CheckResult.Outcome.FAILED ? Flaws.of(one.name()) : "");
                            return row;
                        })
                        .toList());
        printJson(result);
    }
}
