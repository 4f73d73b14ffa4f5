package io.hookward.cli.doctor;

import io.hookward.EndpointBuilder;
import io.hookward.WebhookEndpoint;
import io.hookward.access.Access;
import io.hookward.scheme.KeyForm;
import io.hookward.scheme.SignatureScheme;
import io.hookward.scheme.Template;
import io.hookward.secret.Secret;
import io.hookward.verify.WebhookVerifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Checks one endpoint of a configuration. */
final class EndpointExam {
    private static final Pattern DURATION = Pattern.compile("([0-9]+)(ns|us|ms|s|m|h|d)?");
    private static final Pattern SIZE = Pattern.compile("([0-9]+)(B|KB|MB|GB)?");
    private static final String SECRET_FIX =
            "Set it to the secret that the provider shows, preferably from the environment: ${GITHUB_WEBHOOK_SECRET}";

    private final Doctor doctor;
    private final String name;
    private final ConfigNode node;
    private final String prefix;

    EndpointExam(Doctor doctor, String name, ConfigNode node) {
        this.doctor = doctor;
        this.name = name;
        this.node = node;
        this.prefix = doctor.root() + "endpoints." + name + ".";
    }

    void run() {
        doctor.unknown(node, prefix, KnownNames.ENDPOINT);
        choices(node, prefix);
        String provider = Objects.requireNonNullElse(node.text("provider"), name);
        SignatureScheme scheme = doctor.scheme(provider, at("provider"), prefix + "provider");
        String path = Objects.requireNonNullElse(node.text("path"), "/webhooks/" + name);
        doctor.path(name, path, at("path"), prefix + "path");
        if (scheme == null) {
            return;
        }
        EndpointBuilder builder = WebhookEndpoint.builder(scheme);
        attempt("name.malformed", "", () -> builder.name(name), "Rename the endpoint");
        attempt(
                "path.malformed",
                "path",
                () -> builder.path(path),
                "Write the path as the provider calls it, such as /webhooks/" + name);
        secrets(scheme);
        times(scheme, builder);
        size(builder);
        url(scheme, builder);
        String status = node.text("refusal-status");
        if (status != null) {
            attempt(
                    "refusal-status.malformed",
                    "refusal-status",
                    () -> builder.refusalStatus(Integer.parseInt(status)),
                    "Leave it out, or use 400 or 403");
        }
        ConfigNode addresses = node.field("allowed-addresses");
        if (addresses != null) {
            attempt(
                    "addresses.malformed",
                    "allowed-addresses",
                    () -> Access.ANY.from(Doctor.texts(addresses).toArray(String[]::new)),
                    "Write addresses or ranges such as 192.0.2.0/24");
        }
    }

    private ConfigNode at(String field) {
        ConfigNode inner = node.field(field);
        return inner == null ? node : inner;
    }

    private void attempt(String id, String field, Runnable check, String fix) {
        try {
            check.run();
        } catch (NumberFormatException noNumber) {
            add(id, field, "is no number", fix, true);
        } catch (IllegalArgumentException | IllegalStateException wrong) {
            add(id, field, String.valueOf(wrong.getMessage()), fix, true);
        }
    }

    private void add(String id, String field, String message, String fix, boolean isError) {
        String property = field.isEmpty() ? prefix.substring(0, prefix.length() - 1) : prefix + field;
        doctor.add(id, at(field), property, message, fix, isError);
    }

    private void choices(ConfigNode place, String at) {
        KnownNames.CHOICES.forEach((field, known) -> {
            String text = place.text(field);
            if (text != null && !KnownNames.isKnown(text, known)) {
                doctor.add(
                        "value.unknown",
                        place,
                        at + field,
                        "has none of the values it can have",
                        "Choose one of " + String.join(", ", known),
                        true);
            }
        });
    }

    private void secrets(SignatureScheme scheme) {
        List<String> ways = new ArrayList<>();
        for (String way : List.of("secret", "secrets", "secret-file", "secret-source", "tenant")) {
            if (node.field(way) != null) {
                ways.add(way);
            }
        }
        if ("true".equals(node.text("accept-unsigned"))) {
            ways.add("accept-unsigned");
            add(
                    "unsigned.accepted",
                    "accept-unsigned",
                    "accepts every request, whoever sent it",
                    "Keep it only for a provider that was given no secret, behind something else that protects the"
                            + " endpoint",
                    false);
        }
        if (ways.size() > 1) {
            add(
                    "secret.several-ways",
                    ways.get(1),
                    "has " + String.join(" and ", ways) + ", which exclude each other",
                    "Keep one of them",
                    true);
        }
        if (ways.isEmpty()) {
            add("secret.missing", "secret", "is missing, so that nothing can be verified", SECRET_FIX, true);
        }
        String text = node.text("secret");
        if (text != null) {
            secret(scheme, text, at("secret"), prefix + "secret", KeyForm.TEXT, false);
        } else if (node.field("secret") != null && !at("secret").fields().isEmpty()) {
            add("secret.malformed", "secret", "is no text", "Several secrets go under secrets", true);
        }
        ConfigNode several = node.field("secrets");
        int number = 0;
        for (ConfigNode one : several == null ? List.<ConfigNode>of() : several.items()) {
            several(scheme, one, prefix + "secrets[" + number++ + "].");
        }
        ConfigNode file = node.field("secret-file");
        if (file != null && file.text() != null && !file.text().startsWith("${")) {
            attempt(
                    "secret.file",
                    "secret-file",
                    () -> io.hookward.secret.SecretSource.file(java.nio.file.Path.of(String.valueOf(file.text()))),
                    "Write one secret per line into it, newest first");
        }
    }

    private void several(SignatureScheme scheme, ConfigNode one, String at) {
        doctor.unknown(one, at, KnownNames.SECRET);
        choices(one, at);
        String value = one.text("value");
        if (value == null) {
            doctor.add("secret.missing", one, at + "value", "is missing", SECRET_FIX, true);
            return;
        }
        String encoding =
                Objects.requireNonNullElse(one.text("encoding"), "provider").toLowerCase(Locale.ROOT);
        KeyForm form = switch (encoding) {
            case "base64" -> KeyForm.BASE64;
            case "hex" -> KeyForm.HEX;
            default -> KeyForm.TEXT;
        };
        secret(scheme, value, one, at + "value", form, "true".equals(one.text("allow-short")));
    }

    /** No message has the secret in it. */
    private void secret(
            SignatureScheme scheme, String text, ConfigNode at, String property, KeyForm form, boolean shortAllowed) {
        if (!text.contains("${")) {
            doctor.add(
                    "secret.in-file",
                    at,
                    property,
                    "stands in this file, where everybody who reads the file sees it",
                    "Take it from the environment: ${" + variable() + "}",
                    false);
        }
        String value = doctor.resolved(text);
        if (value == null) {
            doctor.add(
                    "secret.not-set",
                    at,
                    property,
                    "names a variable that is not set here",
                    "Set it where the application runs",
                    false);
            return;
        }
        if (value.contains("${")) {
            return;
        }
        String problem = texture(value);
        if (problem != null) {
            doctor.add(
                    "secret.malformed",
                    at,
                    property,
                    problem,
                    "Remove it: the provider would have to sign with it, too",
                    true);
            return;
        }
        try {
            Secret.Builder builder =
                    form.equals(KeyForm.TEXT) ? Secret.builder(value) : Secret.builder(form.keyBytes(value));
            Secret secret = shortAllowed ? builder.allowShort().build() : builder.build();
            WebhookVerifier.builder(scheme).endpoint(name).secrets(secret).build();
        } catch (IllegalArgumentException wrong) {
            boolean isShort = String.valueOf(wrong.getMessage()).contains("too short");
            doctor.add(
                    isShort ? "secret.short" : "secret.malformed",
                    at,
                    property,
                    String.valueOf(wrong.getMessage()),
                    SECRET_FIX,
                    true);
        }
    }

    private String variable() {
        return name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_") + "_WEBHOOK_SECRET";
    }

    private static @Nullable String texture(String value) {
        if (value.indexOf('\n') >= 0 && !value.contains("-----BEGIN ")) {
            return "has a line break in it";
        }
        boolean quoted = value.length() > 1
                && (value.charAt(0) == '"' || value.charAt(0) == '\'')
                && value.charAt(value.length() - 1) == value.charAt(0);
        return quoted ? "has quotes around it that belong to its value" : null;
    }

    private void times(SignatureScheme scheme, EndpointBuilder builder) {
        String fix = "Choose a positive duration, such as 5m, or remove it";
        Duration past = duration("tolerance");
        Duration future = duration("future-tolerance");
        if (past != null) {
            attempt("tolerance.malformed", "tolerance", () -> builder.tolerance(past, null), fix);
        }
        if (future != null) {
            attempt("tolerance.malformed", "future-tolerance", () -> builder.tolerance(null, future), fix);
        }
        Duration lease = duration("lease");
        if (lease != null) {
            attempt(
                    "lease.malformed",
                    "lease",
                    () -> builder.lease(lease),
                    "Choose a positive duration that is longer than a handler takes");
        }
        Duration retention = duration("retention");
        if (retention == null) {
            return;
        }
        attempt(
                "retention.malformed",
                "retention",
                () -> builder.retention(retention),
                "Choose a positive duration, or remove it");
        Duration span = scheme.retrySpan().orElse(Duration.ZERO);
        if (retention.compareTo(span) < 0) {
            add(
                    "retention.short",
                    "retention",
                    "is shorter than the " + span + " over which " + scheme.title()
                            + " retries a delivery: a late retry would be handled again",
                    "Remove it, or choose more than " + span,
                    true);
        }
    }

    private @Nullable Duration duration(String field) {
        String text = node.text(field);
        if (text == null || text.contains("${")) {
            return null;
        }
        Matcher simple = DURATION.matcher(text.strip());
        try {
            if (!simple.matches()) {
                return Duration.parse(text.strip());
            }
            long amount = Long.parseLong(simple.group(1));
            return switch (Objects.requireNonNullElse(simple.group(2), "ms")) {
                case "ns" -> Duration.ofNanos(amount);
                case "us" -> Duration.ofNanos(Math.multiplyExact(amount, 1000L));
                case "ms" -> Duration.ofMillis(amount);
                case "s" -> Duration.ofSeconds(amount);
                case "m" -> Duration.ofMinutes(amount);
                case "h" -> Duration.ofHours(amount);
                default -> Duration.ofDays(amount);
            };
        } catch (java.time.DateTimeException | ArithmeticException | NumberFormatException malformed) {
            add("duration.malformed", field, "is no duration", "Write it like 5m, 24h or 7d", true);
            return null;
        }
    }

    private void size(EndpointBuilder builder) {
        String text = node.text("max-body");
        if (text == null || text.contains("${")) {
            return;
        }
        Matcher size = SIZE.matcher(text.strip());
        if (!size.matches() || size.group(1).length() > 12) {
            add("max-body.malformed", "max-body", "is no size", "Choose 1B to 2047MB", true);
            return;
        }
        int shift = switch (Objects.requireNonNullElse(size.group(2), "B")) {
            case "KB" -> 10;
            case "MB" -> 20;
            case "GB" -> 30;
            default -> 0;
        };
        long bytes = Long.parseLong(size.group(1)) << shift;
        if (bytes > Integer.MAX_VALUE || bytes < 0) {
            add("max-body.malformed", "max-body", "is too large", "Choose 1B to 2047MB", true);
            return;
        }
        attempt("max-body.malformed", "max-body", () -> builder.maxBodyBytes((int) bytes), "Choose 1B to 2047MB");
    }

    private void url(SignatureScheme scheme, EndpointBuilder builder) {
        String url = node.text("public-url");
        boolean signed = scheme.methods().stream()
                .anyMatch(method -> Stream.of(Template.Value.Kind.values())
                        .filter(kind -> kind.name().startsWith("URL") || kind == Template.Value.Kind.PATH)
                        .anyMatch(method::signs));
        if (url == null) {
            if (signed) {
                add(
                        "public-url.missing",
                        "public-url",
                        "is missing, and " + scheme.title() + " signs the URL: behind a proxy no delivery would verify",
                        "Write the URL exactly as it was registered with the provider",
                        true);
            }
        } else if (!url.contains("${")) {
            attempt(
                    "public-url.malformed",
                    "public-url",
                    () -> builder.publicUrl(url),
                    "Write the URL that the provider was given, without a query");
        }
    }
}
