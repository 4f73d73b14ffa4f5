package io.hookward.cli;

import io.hookward.request.WebhookRequest;
import io.hookward.scheme.SignatureScheme;
import io.hookward.testkit.Requests;
import io.hookward.testkit.SimulatedProvider;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Signs a body. */
@Command(name = "sign", description = "Signs a body as a provider does, and prints the headers.")
final class SignCommand extends TerminalCommand {
    @Mixin
    SchemeOptions schemes;

    @Mixin
    SecretOptions secrets;

    @Mixin
    DeliveryOptions delivery;

    @Parameters(arity = "1", paramLabel = "BODY", description = "The file with the body; - for standard input.")
    Path body;

    @Option(names = "--curl", paramLabel = "URL", description = "Prints a command that sends the delivery there.")
    @Nullable
    String curl;

    @Override
    public Integer call() {
        SignatureScheme scheme = schemes.get();
        byte[] bytes = DeliveryOptions.body(body, terminal);
        SimulatedProvider provider = delivery.provider(scheme, secrets.get(terminal, scheme), curl);
        WebhookRequest signed;
        try {
            signed = delivery.fill(provider.delivery(), bytes).valid();
        } catch (IllegalArgumentException incomplete) {
            throw new UsageException(scheme.title() + " signs something that is not there: " + incomplete.getMessage());
        }
        boolean rewritten = bytes != null && !java.util.Arrays.equals(bytes, Requests.bytes(signed));
        if (json) {
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("method", signed.method());
            result.put("url", curl != null ? curl : signed.url());
            result.put("headers", headers(signed));
            result.put("body_b64", java.util.Base64.getEncoder().encodeToString(Requests.bytes(signed)));
            printJson(result);
        } else if (curl != null) {
            print(curl(signed, rewritten));
        } else {
            headers(signed).forEach((name, values) -> values.forEach(value -> print(name + ": " + value)));
            if (rewritten) {
                terminal.err().println("The signature stands in the body; --json prints the signed body");
            }
        }
        return Main.FINE;
    }

    private static Map<String, List<String>> headers(WebhookRequest request) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (String name : request.headers().names()) {
            headers.put(name, request.headers().values(name));
        }
        return headers;
    }

    private String curl(WebhookRequest signed, boolean rewritten) {
        List<String> words = new ArrayList<>(List.of("curl", "-i", "-X", signed.method()));
        words.add(quoted(HttpTarget.withQueryOf(String.valueOf(curl), signed)));
        headers(signed)
                .forEach((name, values) -> values.forEach(value -> {
                    words.add("-H");
                    words.add(quoted(name + ": " + value));
                }));
        words.add("--data-binary");
        String inline = new String(Requests.bytes(signed), java.nio.charset.StandardCharsets.UTF_8);
        words.add(quoted(rewritten || body.toString().equals("-") ? inline : "@" + body));
        return String.join(" ", words);
    }

    private static String quoted(String text) {
        return text.matches("[A-Za-z0-9@%_./:=-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
