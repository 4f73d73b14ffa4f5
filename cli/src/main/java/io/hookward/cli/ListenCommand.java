package io.hookward.cli;

import io.hookward.cli.listen.Forwarder;
import io.hookward.cli.listen.History;
import io.hookward.cli.listen.Listener;
import io.hookward.cli.listen.Listener.Answered;
import io.hookward.cli.listen.Listener.Received;
import io.hookward.request.Delivery;
import io.hookward.request.Rejection;
import io.hookward.request.WebhookRequest;
import io.hookward.scheme.SignatureScheme;
import io.hookward.testkit.Requests;
import io.hookward.verify.Verification;
import io.hookward.verify.WebhookVerifier;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Receives deliveries on this machine. */
@Command(
        name = "listen",
        description = "Receives deliveries on this machine, verifies them, prints a line for each, and forwards them"
                + " unchanged.")
final class ListenCommand extends TerminalCommand {
    @Mixin
    SchemeOptions schemes;

    @Mixin
    SecretOptions secrets;

    @Mixin
    HistoryOptions histories;

    @Option(
            names = "--port",
            defaultValue = "8080",
            description = "Where to listen on the loopback address; 0 for any free port.")
    int port;

    @Option(
            names = "--forward",
            paramLabel = "URL",
            description =
                    "Where deliveries go next, bytes and headers unchanged; refused ones too, so that the application"
                            + " can refuse them itself.")
    @Nullable
    String forward;

    @Option(
            names = "--public-url",
            paramLabel = "URL",
            description = "The URL that the provider has, for schemes that sign it.")
    @Nullable
    String publicUrl;

    @Option(
            names = "--max-body",
            paramLabel = "BYTES",
            defaultValue = "10485760",
            description = "Larger bodies are answered with 413.")
    int maxBody;

    @Option(names = "--count", paramLabel = "N", defaultValue = "0", description = "Ends after N requests.")
    int count;

    @Override
    public Integer call() throws InterruptedException {
        SignatureScheme scheme = schemes.get();
        WebhookVerifier verifier;
        try {
            verifier = WebhookVerifier.of(scheme, secrets.get(terminal, scheme));
        } catch (IllegalArgumentException unfit) {
            throw new UsageException("The secret cannot be used: " + unfit.getMessage());
        }
        @Nullable Forwarder forwarder = forward == null ? null : new Forwarder(HttpTarget.uri(forward));
        History history = histories.open();
        CountDownLatch left = new CountDownLatch(count > 0 ? count : 1);
        Listener.Handler handler = received -> handle(received, verifier, forwarder, history);
        Runnable afterEach = count > 0 ? left::countDown : () -> {};
        try (Listener listener = Listener.start(port, maxBody, handler, afterEach)) {
            terminal.err()
                    .println("Listening on http://127.0.0.1:" + listener.port() + "/ for " + scheme.title()
                            + (forward == null ? "" : ", forwarding to " + forward));
            left.await();
        }
        return Main.FINE;
    }

    private Answered handle(Received received, WebhookVerifier verifier, @Nullable Forwarder forwarder, History history)
            throws InterruptedException {
        WebhookRequest request = publicUrl == null ? received.request() : withUrl(received.request(), publicUrl);
        Verification verification = verifier.verify(request);
        long number = history.add(received.json());
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("number", number);
        verification.accepted().ifPresent(delivery -> accepted(delivery, row));
        verification
                .rejected()
                .ifPresent(rejection -> row.put("rejected", rejection.reason().code()));
        long start = System.nanoTime();
        Answered answer = answer(verification, forwarder, received.request(), row);
        row.put("status", answer.status());
        row.put("milliseconds", (System.nanoTime() - start) / 1_000_000);
        show(row, verification);
        return answer;
    }

    private static WebhookRequest withUrl(WebhookRequest request, String url) {
        String query = request.head().query();
        return WebhookRequest.builder()
                .method(request.method())
                .url(query.isEmpty() || url.indexOf('?') >= 0 ? url : url + "?" + query)
                .headers(request.headers())
                .body(Requests.bytes(request))
                .build();
    }

    private static void accepted(Delivery delivery, Map<String, Object> row) {
        delivery.eventType().ifPresent(type -> row.put("type", type));
        delivery.id().ifPresent(id -> row.put("id", id));
    }

    private static Answered answer(
            Verification verification, @Nullable Forwarder forwarder, WebhookRequest request, Map<String, Object> row)
            throws InterruptedException {
        if (forwarder == null) {
            return new Answered(verification.isAccepted() ? 200 : 401, Map.of(), new byte[0]);
        }
        try {
            return forwarder.forward(request);
        } catch (IOException unreachable) {
            row.put("failure", unreachable.getClass().getSimpleName());
            return new Answered(502, Map.of("Retry-After", List.of("1")), new byte[0]);
        }
    }

    private synchronized void show(Map<String, Object> row, Verification verification) {
        if (json) {
            printJsonLine(row);
            return;
        }
        String what = verification
                .rejected()
                .map(Rejection::reason)
                .map(reason -> terminal.red("refused " + reason.code()))
                .orElseGet(() ->
                        row.getOrDefault("type", "-") + " " + shortened(String.valueOf(row.getOrDefault("id", "-"))));
        print("→ " + what + "  #" + row.get("number"));
        Object failure = row.get("failure");
        print("← " + row.get("status") + " " + row.get("milliseconds") + " ms"
                + (failure == null ? "" : "  " + failure));
        if (!verification.isAccepted()) {
            print(terminal.dim("  hookward history explain " + row.get("number") + " … tells why"));
        }
    }

    private static String shortened(String id) {
        String visible = Visible.text(id.getBytes(java.nio.charset.StandardCharsets.UTF_8), 60);
        return visible.matches("[0-9a-f-]{32,36}") ? visible.substring(0, 8) + "…" : visible;
    }
}
