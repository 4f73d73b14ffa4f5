package io.hookward.scheme;

import io.hookward.fuzz.Bytes;
import io.hookward.request.Headers;
import io.hookward.secret.Secret;
import io.hookward.verify.WebhookVerifier;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * Any bytes as a scheme's description, most of them an entry of the catalogue with something changed. Either it is refused
 * with a message that says where, or it is a scheme that can be written down again and put to work.
 */
public final class SchemeTarget {
    private static final String FILE = "fuzzed.json";
    private static final String SECRET = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

    private static final String[] PIECES = {
        "\"",
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "null",
        "true",
        "1.5",
        "-1",
        "99999999999999999999",
        "\"hex\"",
        "\"text\"",
        "\"header:\"",
        "\"body:/\"",
        "\"body:id\"",
        "\"{body\"",
        "\"{nobody}\"",
        "\"{body|sha255}\"",
        "\"}\"",
        "\"\"",
        "\"extends\":\"github\",",
        "\"extends\":\"fuzzed\",",
        "\"variants\":[],",
        "\"list\":\" \",",
        "\"pairs\":\"\",",
        "\"label\":[],",
        "\"key\":[\"base64\",\"text\",\"hex\"],",
        "\"key\":\"strip-match (\",",
        "\"algorithm\":\"token\",",
        "\"algorithm\":\"md5\",",
        "\"algorithm\":[\"hmac-sha256\",\"hmac-sha1\"],",
        "\"content\":\"{secret}{body}\",",
        "\"content\":\"{id}\",",
        "\"timestamp\":{},",
        "\"tolerance\":\"0s\",",
        "\"tolerance\":\"999999999d\",",
        "\"first\":9,",
        "\"refusal\":410,",
        "\"from\":\"form:x\",",
        "\\u0000",
        "\ufeff"
    };

    private final List<String> entries =
            Providers.names().stream().map(SchemeTarget::entry).toList();
    private long accepted;

    private static String entry(String name) {
        try (InputStream json = Objects.requireNonNull(
                SchemeTarget.class.getResourceAsStream("/io/hookward/providers/" + name + ".json"))) {
            return new String(json.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** How many descriptions made a scheme. */
    public long accepted() {
        return accepted;
    }

    public void run(byte[] data) {
        Bytes bytes = new Bytes(data);
        StringBuilder json = new StringBuilder(entries.get(bytes.below(entries.size())));
        int changes = bytes.below(4);
        for (int i = 0; i < changes; i++) {
            change(json, bytes);
        }
        read(bytes.below(50) == 0 ? bytes.text(500) : json.toString());
    }

    private static void change(StringBuilder json, Bytes bytes) {
        int at = bytes.below(json.length() + 1);
        int end = Math.min(json.length(), at + bytes.below(30));
        switch (bytes.below(6)) {
            case 0 -> json.insert(at, bytes.oneOf(PIECES));
            case 1 -> json.replace(at, end, bytes.oneOf(PIECES));
            case 2 -> json.delete(at, end);
            case 3 -> json.insert(json.indexOf("{") + 1, bytes.oneOf(PIECES));
            case 4 -> {
                int value = json.indexOf(": ", at);
                if (value >= 0) {
                    json.insert(value + 2, bytes.oneOf(PIECES));
                }
            }
            default -> json.insert(at, bytes.text(8));
        }
    }

    private void read(String json) {
        SignatureScheme scheme;
        try {
            scheme = SchemeReader.read(
                    Node.parse(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), FILE));
        } catch (SchemeException refused) {
            String message = String.valueOf(refused.getMessage());
            if (!message.startsWith(FILE + ":")) {
                throw new AssertionError("does not say where: " + message, refused);
            }
            return;
        }
        accepted++;
        SignatureScheme again = SignatureScheme.of(scheme.definition(), "again");
        if (!again.methods().equals(scheme.methods()) || !again.facts().equals(scheme.facts())) {
            throw new AssertionError("another scheme when written down: " + json);
        }
        putToWork(scheme);
    }

    private static void putToWork(SignatureScheme scheme) {
        WebhookVerifier verifier;
        try {
            verifier = WebhookVerifier.of(scheme, Secret.of(SECRET));
        } catch (IllegalArgumentException secretDoesNotFit) {
            return;
        }
        verifier.verify(Headers.of("X-Hub-Signature-256", "sha256=" + SECRET), new byte[] {'{', '}'});
    }
}
