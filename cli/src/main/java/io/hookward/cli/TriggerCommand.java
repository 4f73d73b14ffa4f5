package io.hookward.cli;

import io.hookward.cli.sample.SampleEvents;
import io.hookward.request.WebhookRequest;
import io.hookward.scheme.SignatureScheme;
import io.hookward.secret.Secret;
import io.hookward.testkit.HttpSender;
import io.hookward.testkit.Requests;
import io.hookward.testkit.SimulatedProvider;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sends sample events. */
@Command(
        name = "trigger",
        description = "Sends a sample event of a provider; without --to, prints it. --all URL sends one of each.",
        footer = {
            "",
            "  hookward trigger avala export.completed --set data.format=coco",
            "  hookward trigger stripe invoice.paid --to http://localhost:8080/webhooks/stripe --secret-env"
                    + " STRIPE_SECRET",
            "  hookward trigger --all http://localhost:8080/webhooks/{provider} --demo-secret"
        })
final class TriggerCommand extends TerminalCommand {
    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "PROVIDER",
            description = "The provider; without it, those with samples are listed.")
    @Nullable
    String provider;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "EVENT",
            description = "The event type; without it, those with samples are listed.")
    @Nullable
    String type;

    @Option(
            names = "--set",
            paramLabel = "PATH=VALUE",
            description = "Sets a field of the body, such as data.format=coco; may be repeated.")
    Map<String, String> overrides = new LinkedHashMap<>();

    @Option(names = "--to", paramLabel = "URL", description = "Signs the event and posts it there.")
    @Nullable
    String to;

    @Option(
            names = "--all",
            paramLabel = "URL",
            description = "Sends one of each, of the provider or of all; {provider} in the URL becomes its name.")
    @Nullable
    String all;

    @Mixin
    SecretOptions secrets;

    @Mixin
    DeliveryOptions options;

    @Override
    public Integer call() throws InterruptedException {
        if (all != null) {
            return sendAll(all);
        }
        if (provider == null) {
            list(SampleEvents.providers());
            return Main.FINE;
        }
        SignatureScheme scheme = SchemeOptions.provider(provider);
        SampleEvents events = SampleEvents.of(provider);
        if (events.types().isEmpty()) {
            throw new UsageException("There are no samples for " + scheme.title() + ". There are for: "
                    + String.join(", ", SampleEvents.providers()));
        }
        if (type == null) {
            list(events.types());
            return Main.FINE;
        }
        String id = options.id == null ? UUID.randomUUID().toString() : options.id;
        if (to == null) {
            print(new String(events.body(type, id, options.clock().instant(), overrides), StandardCharsets.UTF_8));
            return Main.FINE;
        }
        Answers answers = new Answers(this, true);
        Secret secret = secrets.get(terminal, scheme);
        answers.send(HttpSender.to(HttpTarget.uri(to)), signed(scheme, events, type, id, secret, to), "");
        return answers.end();
    }

    private void list(List<String> names) {
        if (json) {
            printJson(names);
        } else {
            names.forEach(this::print);
        }
    }

    private int sendAll(String template) throws InterruptedException {
        List<String> providers = provider == null ? SampleEvents.providers() : List.of(provider);
        List<Map<String, Object>> rows = new ArrayList<>();
        boolean failed = false;
        for (String name : providers) {
            SignatureScheme scheme = SchemeOptions.provider(name);
            SampleEvents events = SampleEvents.of(name);
            String url = template.replace("{provider}", name);
            Secret secret = secrets.get(terminal, scheme);
            for (String event : events.types()) {
                WebhookRequest request =
                        signed(scheme, events, event, UUID.randomUUID().toString(), secret, url);
                Map<String, Object> row = new LinkedHashMap<>();
                row.put("provider", name);
                row.put("type", event);
                row.put("bytes", Requests.bytes(request).length);
                int status = status(HttpSender.to(HttpTarget.uri(url)), request);
                row.put("status", status);
                failed |= status / 100 != 2;
                rows.add(row);
                if (!json) {
                    String answer = status == 0 ? "no answer" : String.valueOf(status);
                    print("→ " + name + " " + event + "  ← "
                            + (status / 100 == 2 ? terminal.green(answer) : terminal.red(answer)));
                }
            }
        }
        if (json) {
            printJson(rows);
        }
        return failed ? Main.FAILED : Main.FINE;
    }

    private static int status(HttpSender sender, WebhookRequest request) throws InterruptedException {
        try {
            return sender.send(request).status();
        } catch (java.io.IOException unreachable) {
            return 0;
        }
    }

    private WebhookRequest signed(
            SignatureScheme scheme, SampleEvents events, String event, String id, Secret secret, String target) {
        SimulatedProvider simulated = options.provider(scheme, secret, target);
        Instant now = options.clock().instant();
        return options.fill(
                        simulated.delivery().id(id).eventType(event).header("Content-Type", "application/json"),
                        events.body(event, id, now, overrides))
                .valid();
    }
}
