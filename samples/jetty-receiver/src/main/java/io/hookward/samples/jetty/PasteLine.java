package io.hookward.samples.jetty;

import io.hookward.scheme.Algorithm;
import io.hookward.scheme.Encoding;
import io.hookward.scheme.SignatureField;
import io.hookward.scheme.SigningMethod;
import io.hookward.scheme.Source;
import io.hookward.testkit.SimulatedProvider;
import java.net.URI;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * A line for a POSIX shell that makes a valid delivery with {@code openssl} and sends it with {@code curl}. It does not
 * contain secrets of the environment, but names their variables.
 */
final class PasteLine {
    private final Mount mount;
    private final SigningMethod method;
    private final PasteExample example;

    private PasteLine(Mount mount, URI base) {
        this.mount = mount;
        this.method = mount.scheme().methods().get(0);
        this.example = new PasteExample(mount, base);
    }

    /**
     * The line for a mount.
     *
     * @return empty if only the provider can sign, or the scheme needs something that a shell line cannot do
     */
    static Optional<String> of(Mount mount, URI base) {
        if (!SimulatedProvider.canBe(mount.scheme()) || !isInHeader(mount)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new PasteLine(mount, base).text());
        } catch (NoSuchElementException | IllegalArgumentException beyondTheShell) {
            return Optional.empty();
        }
    }

    /** A signature in the body, in the URL or in a token is beyond a line that a person reads. */
    private static boolean isInHeader(Mount mount) {
        SignatureField field = mount.scheme().methods().get(0).signature();
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
                "B=" + Shell.quotedWith(example.body(), PasteExample.VARIABLES) + "; S=" + signature() + "; " + curl;
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
        if (algorithm.kind() == Algorithm.Kind.TOKEN && mount.demoSecret() != null) {
            return Shell.quoted(example.signature());
        }
        ShellKey key = ShellKey.of(mount, method.key()).orElseThrow();
        Encoding encoding = method.signature().encodings().get(0);
        String printf = ShellContent.printf(method, example, key);
        return switch (algorithm.kind()) {
            case MAC -> signed(printf, algorithm, ' ' + key.openssl(), encoding);
            case DIGEST -> signed(printf, algorithm, "", encoding);
            case TOKEN -> encoding == Encoding.TEXT ? key.text().orElseThrow() : throwBeyond();
            case PUBLIC_KEY -> throwBeyond();
        };
    }

    private static String throwBeyond() {
        throw new NoSuchElementException("beyond the shell");
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
