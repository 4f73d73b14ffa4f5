package io.hookward.testkit.docs;

import io.hookward.scheme.Algorithm;
import io.hookward.scheme.Confidence;
import io.hookward.scheme.ProviderFacts;
import io.hookward.scheme.SignatureScheme;
import io.hookward.scheme.SigningMethod;
import io.hookward.scheme.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The page about one provider. */
final class ProviderPage {
    private final SignatureScheme scheme;
    private final ProviderFacts facts;

    ProviderPage(SignatureScheme scheme) {
        this.scheme = scheme;
        this.facts = scheme.facts();
    }

    String text() {
        List<String> parts = new ArrayList<>();
        parts.add("<!-- Generated from the catalogue's " + scheme.name() + ".json; see CONTRIBUTING.md. -->");
        parts.add("# " + scheme.title());
        if (!facts.notes().isEmpty()) {
            parts.add(Words.prose(facts.notes()));
        }
        parts.add("## Receive it");
        parts.add("```java\n" + java() + "\n```");
        parts.add("With Spring Boot:");
        parts.add("```yaml\n" + yaml() + "```");
        parts.add("## How it signs");
        parts.addAll(signing());
        if (!facts.handshakes().isEmpty()) {
            parts.add("## Handshake");
            parts.add(String.join(
                    "\n",
                    facts.handshakes().stream().map(HandshakeWords::sentence).toList()));
        }
        parts.add("## Facts");
        parts.add(factTable());
        if (!facts.eventTypes().isEmpty()) {
            parts.add("Event types known today: "
                    + String.join(
                            ", ",
                            facts.eventTypes().stream().map(Words::codeInText).toList()) + ".");
        }
        parts.add("## Where this comes from");
        parts.add(confidence() + " " + Evidence.of(scheme.name()).sentence());
        parts.add(links());
        parts.add("[All providers](../providers.md) · [The scheme format](../scheme-format.md)");
        return String.join("\n\n", parts) + "\n";
    }

    /** The least that an application writes. */
    String java() {
        String secret = "Secret.fromEnvironment(\"" + variable() + "\")";
        String catalogue = "Providers.get(\"" + scheme.name() + "\")";
        boolean named = scheme.methods().stream().anyMatch(method -> method.secretId() != null);
        String secrets = named ? secret + ".withId(\"the provider's id of it\")" : secret;
        if (!signsUrl() && !hasToken()) {
            return "WebhookEndpoint endpoint = WebhookEndpoint.of(\n        \"" + path() + "\", " + catalogue + ", "
                    + secrets + ");";
        }
        return "WebhookEndpoint endpoint = WebhookEndpoint.builder(" + catalogue + ")\n        .secrets(" + secrets
                + ")\n"
                + (signsUrl() ? "        .publicUrl(\"" + publicUrl() + "\")\n" : "")
                + (hasToken() ? "        .handshakeToken(System.getenv(\"" + token() + "\"))\n" : "")
                + "        .build();";
    }

    private String yaml() {
        boolean named = scheme.methods().stream().anyMatch(method -> method.secretId() != null);
        String in = "      ";
        return "hookward:\n  endpoints:\n    " + scheme.name() + ":\n" + in + "provider: " + scheme.name() + "\n" + in
                + "path: " + path() + "\n"
                + (named
                        ? in + "secrets:\n" + in + "  - id: the provider's id of it\n" + in + "    value: ${"
                                + variable() + "}\n"
                        : in + "secret: ${" + variable() + "}\n")
                + (signsUrl() ? in + "public-url: " + publicUrl() + "\n" : "")
                + (hasToken() ? in + "handshake-token: ${" + token() + "}\n" : "");
    }

    private String path() {
        return "/webhooks/" + scheme.name();
    }

    private String publicUrl() {
        return "https://example.com" + path();
    }

    private String variable() {
        boolean publicKey = scheme.methods().get(0).algorithms().get(0).kind() == Algorithm.Kind.PUBLIC_KEY;
        if (publicKey) {
            return upper() + "_PUBLIC_KEY";
        }
        return upper().matches(".*_WEBHOOKS?") ? upper() + "_SECRET" : upper() + "_WEBHOOK_SECRET";
    }

    private String token() {
        return upper() + "_HANDSHAKE_TOKEN";
    }

    private String upper() {
        return scheme.name().toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private boolean hasToken() {
        return facts.handshakes().stream().anyMatch(handshake -> handshake.token() != null);
    }

    private boolean signsUrl() {
        return scheme.methods().stream()
                .anyMatch(method -> List.of(
                                Template.Value.Kind.URL,
                                Template.Value.Kind.URL_WITH_PORT,
                                Template.Value.Kind.URL_WITHOUT_PORT,
                                Template.Value.Kind.URL_WITHOUT_QUERY,
                                Template.Value.Kind.URL_FORM_SORTED,
                                Template.Value.Kind.PATH)
                        .stream()
                        .anyMatch(method::signs));
    }

    private List<String> signing() {
        List<SigningMethod> methods = scheme.methods();
        List<String> parts = new ArrayList<>();
        if (methods.size() > 1) {
            parts.add("There are " + methods.size() + " variants. A request is judged by the first whose signature it "
                    + "carries, and by that one alone.");
        }
        for (int i = 0; i < methods.size(); i++) {
            if (methods.size() > 1) {
                parts.add("### Variant " + (i + 1));
            }
            parts.addAll(MethodWords.paragraphs(methods.get(i)));
        }
        return parts;
    }

    private String factTable() {
        StringBuilder table = new StringBuilder("| | |\n| --- | --- |\n");
        row(table, "name", "`" + scheme.name() + "`");
        row(table, "methods", String.join(", ", facts.methods()));
        row(table, "retries", retries());
        row(
                table,
                "answer within",
                facts.acknowledgeWithin() == null ? "not known" : Words.span(facts.acknowledgeWithin()));
        row(table, "answer to a delivery", answer());
        row(table, "answer to a forgery", String.valueOf(facts.refusalStatus()));
        row(table, "changing the secret", facts.rotation() == null ? "not known" : Words.prose(facts.rotation()));
        if (facts.payloadField() != null) {
            row(table, "JSON of a form", "in the field `" + facts.payloadField() + "`");
        }
        row(table, "compressed bodies", facts.compressedAccepted() ? "accepted: their bytes are signed" : "refused");
        return table.toString().stripTrailing();
    }

    private static void row(StringBuilder table, String name, String value) {
        table.append("| ").append(name).append(" | ").append(value).append(" |\n");
    }

    private String answer() {
        String body = facts.acknowledgement().body();
        return facts.acknowledgement().status() + (body.isEmpty() ? "" : " with the body " + Words.code(body));
    }

    private String retries() {
        Object schedule =
                scheme.definition().get("retries") instanceof Map<?, ?> retries ? retries.get("schedule") : null;
        String words = schedule == null ? "" : Words.prose(String.valueOf(schedule));
        if (facts.retrySpan() == null) {
            return words.isEmpty() ? "not known" : words;
        }
        return "over " + Words.span(facts.retrySpan()) + (words.isEmpty() ? "" : ": " + words);
    }

    private String confidence() {
        return facts.confidence() == Confidence.VENDOR
                ? "Read from the provider's own documents or code."
                : "Read from somebody else's integration with the provider: compare it with what you receive.";
    }

    private String links() {
        List<String> lines = new ArrayList<>();
        facts.documentation().forEach(link -> lines.add("- documentation: " + link(link)));
        facts.sources().forEach(source -> lines.add("- read: " + link(source)));
        lines.add("- the entry: [" + scheme.name() + ".json]"
                + "(../../verifier-core/src/main/resources/io/hookward/providers/" + scheme.name() + ".json)");
        return String.join("\n", lines);
    }

    private static String link(String text) {
        return text.startsWith("https://") && text.indexOf(' ') < 0 ? "<" + text + ">" : text;
    }
}
