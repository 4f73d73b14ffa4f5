package io.hookward.cli;

import io.hookward.cli.capture.Capture;
import io.hookward.cli.capture.Captures;
import io.hookward.request.WebhookRequest;
import io.hookward.scheme.SignatureScheme;
import io.hookward.testkit.Requests;
import io.hookward.testkit.explain.Diagnosis;
import io.hookward.testkit.explain.ExpectedSignature;
import io.hookward.testkit.explain.FailureExplainer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Verifies a captured request. */
@Command(
        name = "verify",
        description =
                "Verifies a captured request: raw HTTP, the output of curl --trace or curl -v, HAR, or a JSON export.")
final class VerifyCommand extends TerminalCommand {
    @Parameters(arity = "1", paramLabel = "CAPTURE", description = "The file; - for standard input.")
    Path capture;

    @Mixin
    SchemeOptions schemes;

    @Mixin
    SecretOptions secrets;

    @Option(names = "--explain", description = "Proves the cause of a failure, and shows what was signed.")
    boolean explain;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "The public URL that the provider has, for schemes that sign it.")
    @Nullable
    String url;

    @Option(names = "--body", paramLabel = "FILE", description = "The body, where the capture has none.")
    @Nullable
    Path body;

    @Option(
            names = "--now",
            paramLabel = "TIME",
            description = "When it was received; the time in the capture, or else now.")
    @Nullable
    String now;

    @Option(
            names = "--entry",
            paramLabel = "N",
            defaultValue = "1",
            description = "Which request of a capture with several.")
    int entry;

    @Option(
            names = "--old-secret-env",
            paramLabel = "VARIABLE",
            description = "A secret that was replaced; may be repeated.")
    List<String> old = new ArrayList<>();

    @Option(
            names = "--other-secret-env",
            paramLabel = "VARIABLE",
            description = "The secret of another endpoint; may be repeated.")
    List<String> others = new ArrayList<>();

    @Option(
            names = "--other-mode-secret-env",
            paramLabel = "VARIABLE",
            description = "The secret of test mode, if live is configured, or the other way round.")
    List<String> modes = new ArrayList<>();

    @Option(
            names = "--show-expected-signature",
            description = "Prints the signature that would have been right: with it, anybody can forge this request.")
    boolean showExpected;

    @Override
    public Integer call() {
        SignatureScheme scheme = schemes.get();
        byte[] bytes = DeliveryOptions.body(capture, terminal);
        Capture captured = Captures.read(bytes == null ? new byte[0] : bytes, entry);
        WebhookRequest request = request(captured);
        String secret = secrets.text(terminal, scheme);
        FailureExplainer explainer = FailureExplainer.of(scheme, secret).clock(clock(captured));
        old.forEach(name -> explainer.oldSecret(name, SecretOptions.ofVariable(terminal, name)));
        others.forEach(name -> explainer.secretOfOtherEndpoint(name, SecretOptions.ofVariable(terminal, name)));
        modes.forEach(name -> explainer.secretOfOtherMode(name, SecretOptions.ofVariable(terminal, name)));
        Progress progress = new Progress(terminal);
        Diagnosis diagnosis = explain ? explainer.progress(progress).explain(request) : explainer.verifyOnly(request);
        progress.clear();
        DiagnosisText text = new DiagnosisText(terminal, diagnosis, explain);
        if (json) {
            printJson(text.json());
        } else {
            text.lines().forEach(this::print);
        }
        if (showExpected) {
            String expected = ExpectedSignature.of(scheme, secret, request)
                    .orElse("cannot be told: the signed content is not complete, or only the provider can sign");
            (json ? terminal.err() : terminal.out()).println("Expected signature: " + expected);
        }
        return diagnosis.isVerified() ? Main.FINE : Main.FAILED;
    }

    private WebhookRequest request(Capture captured) {
        WebhookRequest request = captured.request();
        byte[] own = DeliveryOptions.body(body, terminal);
        if (own == null && !captured.hasBody()) {
            throw new UsageException("The capture has no body (" + captured.form()
                    + "): give it with --body FILE, or capture with curl --trace FILE");
        }
        return WebhookRequest.builder()
                .method(request.method())
                .url(url != null ? url : request.url())
                .headers(request.headers())
                .body(own != null ? own : Requests.bytes(request))
                .build();
    }

    private Clock clock(Capture captured) {
        Instant at = now != null ? DeliveryOptions.instant(now) : captured.receivedAt();
        return at == null ? Clock.systemUTC() : Clock.fixed(at, ZoneOffset.UTC);
    }
}
