package io.hookward.cli;

import io.hookward.request.WebhookRequest;
import io.hookward.scheme.SignatureScheme;
import io.hookward.secret.Secret;
import io.hookward.testkit.HttpAnswer;
import io.hookward.testkit.HttpSender;
import io.hookward.testkit.SimulatedProvider;
import io.hookward.testkit.TestDelivery;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Signs and posts. */
@Command(
        name = "send",
        description =
                "Signs a delivery and posts it, right or wrong on purpose. Exits with 0 if a right one is answered"
                        + " with 2xx, or a wrong one with 4xx.")
final class SendCommand extends TerminalCommand {
    @Parameters(index = "0", paramLabel = "URL", description = "The endpoint of the receiver.")
    String target;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "BODY",
            description = "The file with the body, - for standard input; a small sample unless given.")
    @Nullable
    Path body;

    @Mixin
    SchemeOptions schemes;

    @Mixin
    SecretOptions secrets;

    @Mixin
    DeliveryOptions options;

    @ArgGroup(exclusive = true)
    @Nullable
    Fault fault;

    @Option(names = "--repeat", paramLabel = "N", defaultValue = "1", description = "Sends the same delivery N times.")
    int repeat;

    @Option(names = "--parallel", description = "Sends the repetitions together.")
    boolean parallel;

    @Option(
            names = "--retry-like-provider",
            description =
                    "Repeats until 2xx, on the provider's schedule, on a clock so fast that it takes ten seconds.")
    boolean retry;

    /** What goes wrong on purpose. */
    static final class Fault {
        @Option(names = "--unsigned", description = "Without a signature.")
        boolean unsigned;

        @Option(names = "--tampered", description = "With one bit of the body changed after signing.")
        boolean tampered;

        @Option(names = "--stale", description = "Signed long ago.")
        boolean stale;

        @Option(names = "--future", description = "Signed in the future.")
        boolean future;

        @Option(names = "--wrong-secret", description = "Signed with a secret that nobody gave out.")
        boolean wrongSecret;

        @Option(
                names = "--old-secret",
                paramLabel = "VARIABLE",
                description = "Signed with the old secret, which is in this environment variable.")
        @Nullable
        String oldSecret;

        private Function<TestDelivery, WebhookRequest> sending(Terminal terminal) {
            if (unsigned) {
                return TestDelivery::unsigned;
            }
            if (tampered) {
                return TestDelivery::tampered;
            }
            if (stale) {
                return TestDelivery::stale;
            }
            if (future) {
                return TestDelivery::inTheFuture;
            }
            if (oldSecret != null) {
                Secret old = SecretOptions.secret(SecretOptions.ofVariable(terminal, oldSecret));
                return delivery -> delivery.signedBy(old);
            }
            return TestDelivery::forged;
        }

        /** An old secret may still be valid. */
        boolean isRefused() {
            return oldSecret == null;
        }
    }

    @Override
    public Integer call() throws InterruptedException {
        SignatureScheme scheme = schemes.get();
        if (repeat < 1 || repeat > 10_000) {
            throw new UsageException("--repeat must be 1 to 10000");
        }
        SimulatedProvider provider = options.provider(scheme, secrets.get(terminal, scheme), target);
        TestDelivery delivery = options.fill(provider.delivery(), DeliveryOptions.body(body, terminal));
        Function<TestDelivery, WebhookRequest> sending = fault == null ? TestDelivery::valid : fault.sending(terminal);
        HttpSender sender = HttpSender.to(HttpTarget.uri(target));
        Answers answers = new Answers(this, fault == null || !fault.isRefused());
        if (retry) {
            retry(scheme, () -> signed(sending, delivery), sender, answers);
        } else if (parallel) {
            parallel(signed(sending, delivery), sender, answers);
        } else {
            for (int i = 0; i < repeat; i++) {
                answers.send(sender, signed(sending, delivery), "");
            }
        }
        return answers.end();
    }

    private static WebhookRequest signed(Function<TestDelivery, WebhookRequest> sending, TestDelivery delivery) {
        try {
            return sending.apply(delivery);
        } catch (IllegalArgumentException | IllegalStateException beyondTheScheme) {
            throw new UsageException("This cannot be sent: " + beyondTheScheme.getMessage());
        }
    }

    private void parallel(WebhookRequest request, HttpSender sender, Answers answers) throws InterruptedException {
        List<CompletableFuture<HttpAnswer>> sent = new ArrayList<>();
        long start = System.nanoTime();
        for (int i = 0; i < repeat; i++) {
            sent.add(sender.sendLater(request));
        }
        for (CompletableFuture<HttpAnswer> one : sent) {
            try {
                HttpAnswer answer = one.get();
                answers.add(answer, null, System.nanoTime() - start, "");
            } catch (ExecutionException failed) {
                answers.add(null, new IOException(failed.getCause()), System.nanoTime() - start, "");
            }
        }
    }

    private void retry(
            SignatureScheme scheme,
            java.util.function.Supplier<WebhookRequest> requests,
            HttpSender sender,
            Answers answers)
            throws InterruptedException {
        RetrySchedule schedule = RetrySchedule.of(scheme);
        terminal.err().println(schedule.description());
        Duration before = Duration.ZERO;
        for (Duration at : schedule.attempts()) {
            TimeUnit.NANOSECONDS.sleep(schedule.fast(at.minus(before)).toNanos());
            before = at;
            if (answers.send(sender, requests.get(), "after " + ProviderText.span(at))) {
                return;
            }
        }
    }
}
