package io.hookward.testkit.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookward.request.Delivery;
import io.hookward.request.Headers;
import io.hookward.scheme.SignatureScheme;
import io.hookward.secret.Secret;
import io.hookward.verify.WebhookVerifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The worked example of a new provider works. */
class ContributingTest {
    @TempDir
    private Path folder;

    @Test
    @DisplayName("the entry that CONTRIBUTING shows accepts the vector that it shows")
    void example() throws IOException {
        List<String> blocks = Pattern.compile("   ```json\\n(.*?)   ```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("..", "CONTRIBUTING.md")))
                .results()
                .map(block -> block.group(1))
                .toList();
        SignatureScheme acme = SignatureScheme.read(Files.writeString(folder.resolve("acme.json"), blocks.get(0)));
        JsonNode vector = new JsonMapper().readTree(blocks.get(1)).get(0);
        String[] headers = vector.get("headers").properties().stream()
                .flatMap(header -> List.of(header.getKey(), header.getValue().asString()).stream())
                .toArray(String[]::new);

        WebhookVerifier verifier = WebhookVerifier.builder(acme)
                .secrets(Secret.of(vector.get("secret").asString()))
                .clock(Clock.fixed(
                        Instant.ofEpochSecond(vector.get("now_epoch_s").asLong()), ZoneOffset.UTC))
                .build();

        Delivery delivery = verifier.verify(
                        Headers.of(headers),
                        Base64.getDecoder().decode(vector.get("body_b64").asString()))
                .orElseThrow();
        assertThat(delivery.id()).contains(vector.get("delivery_id").asString());
        assertThat(delivery.eventType()).contains(vector.get("event_type").asString());
    }
}
