package io.hookward.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookward.Requests;
import io.hookward.request.WebhookRequest;
import io.hookward.scheme.Encoding;
import io.hookward.scheme.Providers;
import io.hookward.scheme.SignatureScheme;
import io.hookward.scheme.SigningMethod;
import io.hookward.scheme.Source;
import io.hookward.scheme.Template;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One bit changed, anywhere that is signed, and it is no delivery any more. */
class SingleBitTest {
    static List<String> providers() {
        return Senders.first();
    }

    private static WebhookVerifier verifier(String provider) {
        return Senders.verifier(Providers.get(provider));
    }

    private static void refused(WebhookVerifier verifier, WebhookRequest request, String what) {
        assertThat(verifier.verify(request).isAccepted()).as(what).isFalse();
    }

    @ParameterizedTest
    @MethodSource("providers")
    @DisplayName("every single bit of the body counts")
    void body(String provider) {
        WebhookVerifier verifier = verifier(provider);
        byte[] body = new byte[512];
        new Random(4231).nextBytes(body);
        WebhookRequest valid = Senders.valid(Providers.get(provider), body).orElseThrow();
        for (int bit = 0; bit < 8 * body.length; bit++) {
            byte[] changed = body.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            refused(verifier, Requests.withBody(valid, changed), "bit " + bit);
        }
    }

    @ParameterizedTest
    @MethodSource("providers")
    @DisplayName("a body cut, lengthened or moved by a byte is another body")
    void bodyLength(String provider) {
        WebhookVerifier verifier = verifier(provider);
        WebhookRequest valid = Senders.validOf(provider);
        byte[] body = Requests.body(valid);
        for (int length = 0; length < body.length; length++) {
            refused(verifier, Requests.withBody(valid, Arrays.copyOf(body, length)), "cut to " + length);
        }
        for (int added = 0; added < 256; added++) {
            byte[] longer = Arrays.copyOf(body, body.length + 1);
            longer[body.length] = (byte) added;
            refused(verifier, Requests.withBody(valid, longer), "with " + added + " behind it");
            System.arraycopy(body, 0, longer, 1, body.length);
            longer[0] = (byte) added;
            refused(verifier, Requests.withBody(valid, longer), "with " + added + " before it");
        }
    }

    @ParameterizedTest
    @MethodSource("providers")
    @DisplayName("every single bit of the signature counts, and so does its length")
    void signature(String provider) {
        SigningMethod method = Providers.get(provider).methods().get(0);
        WebhookVerifier verifier = verifier(provider);
        WebhookRequest valid = Senders.validOf(provider);
        String header = method.signature().sources().get(0).name();
        String value = Objects.requireNonNull(valid.headers().first(header));
        Encoding encoding = method.signature().encodings().get(0);
        String written = written(value, method);
        byte[] signature = Objects.requireNonNull(encoding.decode(written));
        assertThat(signature).hasSize(32);

        List<byte[]> wrong = new ArrayList<>();
        for (int bit = 0; bit < 8 * signature.length; bit++) {
            byte[] changed = signature.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            wrong.add(changed);
        }
        for (int length = 0; length < signature.length; length++) {
            wrong.add(Arrays.copyOf(signature, length));
        }
        wrong.add(Arrays.copyOf(signature, signature.length + 1));
        wrong.add(Arrays.copyOf(signature, 2 * signature.length));
        for (byte[] changed : wrong) {
            String forged = value.replace(written, encoding.encode(changed));
            refused(verifier, Requests.with(valid, header, forged), forged);
        }
    }

    /** The signature inside its header. */
    private static String written(String value, SigningMethod method) {
        String label = method.signature().labels().isEmpty()
                ? ""
                : method.signature().labels().get(0) + "=";
        String prefix = label + method.signature().prefixes().get(0);
        return prefix.isEmpty() ? value : value.substring(value.lastIndexOf(prefix) + prefix.length());
    }

    @ParameterizedTest
    @MethodSource("providers")
    @DisplayName("every single bit of a signed header counts")
    void signedHeaders(String provider) {
        SignatureScheme scheme = Providers.get(provider);
        WebhookVerifier verifier = Senders.verifier(scheme);
        WebhookRequest valid = Senders.validOf(provider);
        for (String header : signedHeaders(scheme.methods().get(0))) {
            String value = Objects.requireNonNull(valid.headers().first(header));
            for (int bit = 0; bit < 8 * value.length(); bit++) {
                StringBuilder changed = new StringBuilder(value);
                changed.setCharAt(bit / 8, (char) (value.charAt(bit / 8) ^ 1 << bit % 8));
                refused(verifier, Requests.with(valid, header, changed.toString()), header + ": " + changed);
            }
            refused(verifier, Requests.with(valid, header, null), "without " + header);
            refused(verifier, Requests.with(valid, header, ""), header + " empty");
        }
    }

    private static List<String> signedHeaders(SigningMethod method) {
        List<Source> sources = new ArrayList<>();
        if (method.content().contains(Template.Value.Kind.TIMESTAMP)) {
            sources.add(Objects.requireNonNull(method.timestamp()).source());
        }
        if (method.content().contains(Template.Value.Kind.ID)) {
            method.deliveryId().get(0).values().forEach(value -> sources.add(value.source()));
        }
        return sources.stream()
                .filter(source -> source.kind() == Source.Kind.HEADER)
                .map(Source::name)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("providers")
    @DisplayName("no prefix of the time moves into the body, and no beginning of the body into the time")
    void boundaries(String provider) {
        WebhookVerifier verifier = verifier(provider);
        SigningMethod method = Providers.get(provider).methods().get(0);
        WebhookRequest valid = Senders.validOf(provider);
        for (String header : signedHeaders(method)) {
            String value = Objects.requireNonNull(valid.headers().first(header));
            byte[] body = Requests.body(valid);
            for (int cut = 1; cut < value.length(); cut++) {
                byte[] tail = (value.substring(cut) + ".").getBytes(StandardCharsets.UTF_8);
                byte[] moved = Arrays.copyOf(tail, tail.length + body.length);
                System.arraycopy(body, 0, moved, tail.length, body.length);
                refused(
                        verifier,
                        Requests.withBody(Requests.with(valid, header, value.substring(0, cut)), moved),
                        "cut at " + cut);
            }
        }
    }
}
