package io.hookward.testkit.curl;

import io.hookward.scheme.Algorithm;
import io.hookward.scheme.Encoding;
import io.hookward.scheme.SignatureField;
import io.hookward.scheme.SignatureScheme;
import io.hookward.scheme.SigningMethod;
import io.hookward.scheme.Source;
import io.hookward.secret.Secret;
import io.hookward.testkit.SampleSecret;
import io.hookward.testkit.SimulatedProvider;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One line for a POSIX shell that makes a new valid delivery, signs it with {@code openssl} and sends it with {@code curl}.
 * Each time it runs, the delivery has a new id and the current time, where the scheme has them.
 */
public final class CurlCommand {
    private final SigningMethod method;
    private final ExampleDelivery example;
    private final ShellKey key;

    private CurlCommand(SignatureScheme scheme, ExampleDelivery example, ShellKey key) {
        this.method = scheme.methods().get(0);
        this.example = example;
        this.key = key;
    }

    /**
     * A command that contains the secret. Only for secrets that may be printed, such as a {@link SampleSecret}.
     *
     * @param url where to send, such as {@code http://127.0.0.1:8080/webhooks/github}
     * @param secret the secret as the provider writes it
     * @return empty if only the provider can sign, or if signing takes more than one line of {@code openssl}
     */
    public static Optional<String> showing(String secret, SignatureScheme scheme, String url) {
        return command(scheme, url, secret, () -> ShellKey.showing(secret, scheme));
    }

    /**
     * A command that reads the secret from an environment variable when it runs, and so can be printed. A value with
     * several secrets must have blanks between them; the first one signs.
     *
     * @param variable the name of the environment variable
     * @param url where to send, such as {@code http://127.0.0.1:8080/webhooks/github}
     * @return empty if only the provider can sign, or if decoding the secret and signing takes more than one line
     */
    public static Optional<String> reading(String variable, SignatureScheme scheme, String url) {
        return SampleSecret.of(scheme)
                .flatMap(sample -> command(scheme, url, sample, () -> ShellKey.reading(variable, scheme)));
    }

    private static Optional<String> command(
            SignatureScheme scheme, String url, String exampleSecret, Supplier<ShellKey> key) {
        if (!SimulatedProvider.canBe(scheme) || !isInHeader(scheme)) {
            return Optional.empty();
        }
        try {
            ExampleDelivery example = new ExampleDelivery(scheme, Secret.of(exampleSecret), url);
            return Optional.of(new CurlCommand(scheme, example, key.get()).text());
        } catch (NoSuchElementException | IllegalArgumentException beyondTheShell) {
            return Optional.empty();
        }
    }

    /** A signature in the body, in the URL or in a token is too much for a line that a person reads. */
    private static boolean isInHeader(SignatureScheme scheme) {
        SignatureField field = scheme.methods().get(0).signature();
        return field.syntax() != SignatureField.Syntax.JWT
                && field.sources().stream().anyMatch(source -> source.kind() == Source.Kind.HEADER);
    }

    private String text() {
        StringBuilder curl = new StringBuilder("curl -i ").append(Shell.expanded(example.url()));
        for (String name : example.headerNames()) {
            curl.append(" -H ").append(Shell.expanded(name + ": " + example.header(name)));
        }
        curl.append(" --data-raw \"$B\"");
        String rest =
                "B=" + Shell.quotedWith(example.body(), ExampleDelivery.VARIABLES) + "; S=" + signature() + "; " + curl;
        StringBuilder line = new StringBuilder();
        if (rest.contains("$I")) {
            line.append("I=evt-$(date +%s); ");
        }
        if (rest.contains("$T")) {
            line.append("T=$(").append(example.timeCommand()).append("); ");
        }
        return line.append(rest).toString();
    }

    private String signature() {
        Algorithm algorithm = method.algorithms().get(0);
        if (algorithm.kind() == Algorithm.Kind.TOKEN) {
            return token();
        }
        Encoding encoding = method.signature().encodings().get(0);
        String printf = ShellContent.printf(method, example, key);
        return switch (algorithm.kind()) {
            case MAC -> signed(printf, algorithm, ' ' + key.openssl(), encoding);
            case DIGEST -> signed(printf, algorithm, "", encoding);
            case TOKEN, PUBLIC_KEY -> throw new NoSuchElementException("beyond the shell");
        };
    }

    private String token() {
        if (key.isShown()) {
            return Shell.quoted(example.signature());
        }
        if (method.signature().encodings().get(0) != Encoding.TEXT) {
            throw new NoSuchElementException("beyond the shell");
        }
        return key.text().orElseThrow();
    }

    private static String signed(String printf, Algorithm algorithm, String key, Encoding encoding) {
        String digest = algorithm
                .jcaName()
                .replace("Hmac", "")
                .replace("-", "")
                .replace('/', '-')
                .toLowerCase(Locale.ROOT);
        String written = switch (encoding) {
            case HEX -> " -r | cut -d' ' -f1";
            case BASE64 -> " -binary | openssl base64 -A";
            case BASE64URL -> " -binary | openssl base64 -A | tr '+/' '-_' | tr -d '='";
            case TEXT -> throw new NoSuchElementException("beyond the shell");
        };
        return "$(" + printf + " | openssl dgst -" + digest + key + written + ")";
    }
}
