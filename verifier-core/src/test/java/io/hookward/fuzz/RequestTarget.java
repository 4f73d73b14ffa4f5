package io.hookward.fuzz;

import io.hookward.ReceiverListener;
import io.hookward.Reception;
import io.hookward.TestClock;
import io.hookward.WebhookEndpoint;
import io.hookward.WebhookReceiver;
import io.hookward.request.Delivery;
import io.hookward.request.Headers;
import io.hookward.request.Rejection;
import io.hookward.request.WebhookRequest;
import io.hookward.scheme.Algorithm;
import io.hookward.scheme.Providers;
import io.hookward.scheme.SignatureScheme;
import io.hookward.scheme.SigningMethod;
import io.hookward.scheme.Template;
import io.hookward.secret.Secret;
import io.hookward.sign.WebhookSigner;
import io.hookward.verify.Verification;
import io.hookward.verify.WebhookVerifier;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;

/**
 * Any bytes in any header and in the body, of every provider in the catalogue: freely made up, or a valid request with
 * something changed. The outcome is always a verdict; it is the reference's where there is one; and what is accepted has
 * the body that was signed.
 */
public final class RequestTarget {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final String SECRET = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
    private static final byte[] BODY =
            "{\"id\":\"evt_1\",\"type\":\"task.created\",\"data\":{\"n\":[1,2.5e3]}}".getBytes(StandardCharsets.UTF_8);

    private static final Set<String> REFERRED = Set.of(
            "avala",
            "avnology",
            "avra-timestamped",
            "github",
            "shopify",
            "slack",
            "standard-webhooks",
            "stripe",
            "svix");

    private static final String[] TYPES = {
        "application/x-www-form-urlencoded",
        "Application/X-WWW-Form-Urlencoded; charset=x",
        "multipart/form-data",
        "multipart/form-data; boundary=b",
        "application/json",
        "text/plain; charset=utf-16",
        "",
        "\u0000"
    };

    private final List<Subject> subjects;
    private long accepted;

    /** A provider, and a valid request of it if it can be played. */
    private record Subject(
            SignatureScheme scheme,
            WebhookReceiver receiver,
            WebhookEndpoint endpoint,
            WebhookVerifier verifier,
            WebhookVerifier unsigned,
            Optional<WebhookRequest> valid,
            List<String> headers) {}

    public RequestTarget() {
        List<Subject> all = new ArrayList<>();
        for (String name : Providers.names()) {
            SignatureScheme scheme = Providers.get(name);
            Algorithm.Kind kind = scheme.methods().get(0).algorithms().get(0).kind();
            if (kind != Algorithm.Kind.PUBLIC_KEY) {
                all.add(subject(scheme));
            }
        }
        Sinks.all().forEach(scheme -> all.add(subject(scheme)));
        this.subjects = List.copyOf(all);
    }

    private static Subject subject(SignatureScheme scheme) {
        Secret secret = Secret.of(requiredPrefix(scheme) + SECRET);
        TestClock clock = TestClock.at(NOW);
        WebhookEndpoint endpoint =
                WebhookEndpoint.builder(scheme).secrets(secret).build();
        WebhookVerifier verifier =
                WebhookVerifier.builder(scheme).secrets(secret).clock(clock).build();
        Optional<WebhookRequest> valid =
                sign(scheme, secret).filter(request -> verifier.verify(request).isAccepted());
        Set<String> headers = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        valid.ifPresent(request -> headers.addAll(request.headers().names()));
        scheme.methods().forEach(method -> method.signature().sources().forEach(source -> headers.add(source.name())));
        headers.addAll(List.of("Content-Type", "X-Extra", "X-List"));
        return new Subject(
                scheme,
                WebhookReceiver.builder()
                        .endpoint(endpoint)
                        .clock(clock)
                        .listener(new ReceiverListener() {})
                        .build(),
                endpoint,
                verifier,
                WebhookVerifier.builder(scheme).acceptUnsigned().build(),
                valid,
                List.copyOf(headers));
    }

    private static String requiredPrefix(SignatureScheme scheme) {
        return scheme.methods().get(0).key().steps().stream()
                .filter(step -> step.startsWith("require "))
                .map(step -> step.substring("require ".length()))
                .findFirst()
                .orElse("");
    }

    private static Optional<WebhookRequest> sign(SignatureScheme scheme, Secret secret) {
        try {
            return Optional.of(WebhookSigner.of(scheme, secret)
                    .draft()
                    .id("id-1")
                    .eventType("task.created")
                    .url("https://example.com/webhooks?x=1")
                    .header("Content-Type", "application/json")
                    .body(BODY)
                    .sentAt(NOW)
                    .sign());
        } catch (IllegalArgumentException | UnsupportedOperationException cannotBePlayed) {
            return Optional.empty();
        }
    }

    /** The providers for which a valid request is at hand. */
    public List<String> played() {
        return subjects.stream()
                .filter(subject -> subject.valid().isPresent())
                .map(subject -> subject.scheme().name())
                .toList();
    }

    /** How many requests were accepted so far: a fuzzer that never gets in tests only the door. */
    public long accepted() {
        return accepted;
    }

    public void run(byte[] data) {
        Bytes bytes = new Bytes(data);
        Subject subject = subjects.get(bytes.below(subjects.size()));
        WebhookRequest request = bytes.below(4) == 0 || subject.valid().isEmpty()
                ? free(subject, bytes)
                : mutated(subject.valid().get(), subject, bytes);
        check(subject, request);
    }

    private static WebhookRequest free(Subject subject, Bytes bytes) {
        Map<String, List<String>> headers = new TreeMap<>();
        for (String header : subject.headers()) {
            headers.put(header, List.of(bytes.text(bytes.below(80))));
        }
        return request(headers, bytes.bytes(4096));
    }

    private static WebhookRequest mutated(WebhookRequest valid, Subject subject, Bytes bytes) {
        Map<String, List<String>> headers = new TreeMap<>();
        valid.headers()
                .names()
                .forEach(name -> headers.put(name, valid.headers().values(name)));
        byte[] body = BODY;
        int changes = 1 + bytes.below(3);
        for (int i = 0; i < changes; i++) {
            String header = bytes.oneOf(subject.headers().toArray(String[]::new));
            String value = headers.getOrDefault(header, List.of("")).stream()
                    .findFirst()
                    .orElse("");
            if (header.equals("Content-Type")) {
                headers.put(header, List.of(bytes.oneOf(TYPES)));
                continue;
            }
            switch (bytes.below(8)) {
                case 0 -> headers.remove(header);
                case 1 -> headers.put(header, List.of(value, value));
                case 2 -> headers.put(header, List.of(value, TextMutation.mutate(value, bytes)));
                case 3 -> body = mutatedBody(body, bytes);
                case 4 -> headers.put(header, List.of(" " + value + "\t"));
                default -> headers.put(header, List.of(TextMutation.mutate(value, bytes)));
            }
        }
        return request(headers, body);
    }

    private static byte[] mutatedBody(byte[] body, Bytes bytes) {
        if (bytes.below(2) == 0) {
            String text = new String(body, StandardCharsets.ISO_8859_1);
            return BodyMutation.mutate(text, bytes).getBytes(StandardCharsets.ISO_8859_1);
        }
        byte[] changed = Arrays.copyOf(body, Math.max(0, body.length + bytes.below(5) - 2));
        if (changed.length > 0) {
            changed[bytes.below(changed.length)] = (byte) bytes.next();
        }
        return changed;
    }

    private static WebhookRequest request(Map<String, List<String>> headers, byte[] body) {
        return WebhookRequest.builder()
                .url("https://example.com/webhooks?x=1")
                .headers(Headers.of(headers))
                .body(body)
                .build();
    }

    private void check(Subject subject, WebhookRequest request) {
        Verification verification = subject.verifier().verify(request);
        String name = subject.scheme().name();
        if (REFERRED.contains(name)) {
            boolean expected = Reference.accepts(name, request, SECRET, NOW.getEpochSecond());
            require(expected == verification.isAccepted(), name + ": the reference says " + expected, request);
        }
        Optional<Rejection> screened = subject.verifier().open(request.head()).rejection();
        screened.ifPresent(why -> require(
                verification.rejected().equals(Optional.of(why)), name + ": the head alone says " + why, request));
        verification.accepted().ifPresent(delivery -> {
            accepted++;
            boolean signsBody = subject.scheme().methods().stream().allMatch(RequestTarget::signsBody);
            require(!signsBody || Arrays.equals(delivery.bytes(), BODY), name + ": another body", request);
            read(delivery);
        });
        receive(subject, request);
        subject.unsigned().verify(request).accepted().ifPresent(RequestTarget::read);
    }

    /** Byte for byte, and not what is printed of it again. */
    private static boolean signsBody(SigningMethod method) {
        return method.algorithms().get(0).kind() == Algorithm.Kind.MAC
                && method.otherContents().isEmpty()
                && method.content().values().stream()
                        .anyMatch(value -> value.kind() == Template.Value.Kind.BODY
                                && value.filters().isEmpty());
    }

    private static void receive(Subject subject, WebhookRequest request) {
        Reception reception = subject.receiver().receive(subject.endpoint(), request);
        if (reception instanceof Reception.Admitted admitted) {
            require(admitted.claim().release(), "the claim was lost at once", request);
        }
    }

    private static void read(Delivery delivery) {
        delivery.id();
        delivery.eventId();
        delivery.eventType();
        delivery.sentAt();
        delivery.replayKey();
        try {
            delivery.json();
        } catch (JacksonException notJson) {
            // As documented.
        }
    }

    private static void require(boolean holds, String what, WebhookRequest request) {
        if (!holds) {
            StringBuilder story = new StringBuilder(what);
            request.headers()
                    .names()
                    .forEach(header -> story.append("\n  ")
                            .append(header)
                            .append(": ")
                            .append(request.headers().values(header)));
            throw new AssertionError(story);
        }
    }
}
