package io.hookward.samples.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookward.testkit.HttpAnswer;
import io.hookward.testkit.SimulatedProvider;
import io.hookward.testkit.TestDelivery;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The receiver over real HTTP, as its command starts it. */
class JettyReceiverTest {

    @Test
    @DisplayName("a valid delivery of every provider is received, printed and counted")
    void everyProvider() throws Exception {
        try (Running running = new Running()) {
            List<ProviderEndpoint> simulated = running.endpoints.stream()
                    .filter(endpoint -> SimulatedProvider.canBe(endpoint.scheme()))
                    .toList();
            for (ProviderEndpoint endpoint : simulated) {
                HttpAnswer answer = running.send(
                        endpoint.path(), running.provider(endpoint).delivery().valid());

                assertThat(answer.status()).as(endpoint.path()).isEqualTo(200);
                assertThat(answer.body()).isEqualTo("{\"received\":true}");
                assertThat(answer.headers().first("Content-Type")).isEqualTo("application/json");
                assertThat(running.get("/processed/" + endpoint.name()).body()).isEqualTo("1");
            }
            assertThat(simulated).hasSizeGreaterThanOrEqualTo(200);
            assertThat(running.get("/processed").body()).isEqualTo(String.valueOf(simulated.size()));
            assertThat(running.printed.lines()).hasSize(simulated.size());
        }
    }

    @Test
    @DisplayName("a duplicate and a refused delivery are neither printed nor counted")
    void onlyOnce() throws Exception {
        try (Running running = new Running()) {
            TestDelivery delivery = running.github();
            running.send("/webhooks/github", delivery.valid());

            HttpAnswer duplicate = running.send("/webhooks/github", delivery.valid());
            HttpAnswer tampered =
                    running.send("/webhooks/github", running.github().tampered());

            assertThat(duplicate.status()).isEqualTo(200);
            assertThat(duplicate.headers().first("Webhook-Duplicate")).isEqualTo("true");
            assertThat(tampered.status()).isEqualTo(401);
            assertThat(running.get("/processed").body()).isEqualTo("1");
            assertThat(running.get("/processed/stripe").body()).isEqualTo("0");
            assertThat(running.printed.lines()).hasSize(1);
        }
    }

    @Test
    @DisplayName("what a sender puts into ids and types makes no second line")
    void oneLine() throws Exception {
        try (Running running = new Running()) {
            TestDelivery delivery = running.provider("stripe").delivery().id("evt\n\u001b[2Jreceived github\u2028x");

            running.send("/webhooks/stripe", delivery.valid());

            assertThat(running.printed.lines()).singleElement().asString().contains("id=evt__[2Jreceived_github_x  ");
        }
    }

    @Test
    @DisplayName("the home page lists what there is, and everything else is not found")
    void pages() throws Exception {
        try (Running running = new Running()) {
            assertThat(running.get("/").body()).contains("POST /webhooks/github\n", "/processed");
            assertThat(running.get("/elsewhere").status()).isEqualTo(404);
            assertThat(running.get("/webhooks/nobody").status()).isEqualTo(404);
            assertThat(running.get("/processed/nobody").status()).isEqualTo(404);
            assertThat(running.get("/webhooks/github").status()).isEqualTo(405);
            assertThat(running.send("/processed", running.github().valid()).status())
                    .isEqualTo(405);
        }
    }

    @Test
    @DisplayName("Slack's signed handshake is answered with its challenge, and is no delivery")
    void handshake() throws Exception {
        try (Running running = new Running()) {
            HttpAnswer answer = running.send(
                    "/webhooks/slack",
                    running.provider("slack")
                            .delivery()
                            .body("{\"type\":\"url_verification\",\"challenge\":\"a-challenge\"}")
                            .valid());

            assertThat(answer.body()).isEqualTo("a-challenge");
            assertThat(running.get("/processed").body()).isEqualTo("0");
        }
    }

    @Test
    @DisplayName("--max-body is the largest body accepted")
    void maxBody() throws Exception {
        try (Running running = new Running("--max-body", "100")) {
            assertThat(running.send(
                                    "/webhooks/github",
                                    running.github().body("x".repeat(100)).valid())
                            .status())
                    .isEqualTo(200);
            assertThat(running.send(
                                    "/webhooks/github",
                                    running.github().body("x".repeat(101)).valid())
                            .status())
                    .isEqualTo(413);
        }
    }

    @Test
    @DisplayName("--scheme mounts a scheme of one's own")
    void ownScheme(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(
                folder.resolve("acme.json"),
                "{\"name\":\"acme\",\"signature\":{\"from\":\"header:X-Acme\"},\"deliveryId\":\"body:/id\"}");
        try (Running running = new Running("--scheme", file.toString())) {
            assertThat(running.send(
                                    "/webhooks/acme",
                                    running.provider("acme").delivery().valid())
                            .status())
                    .isEqualTo(200);
            assertThat(running.get("/processed/acme").body()).isEqualTo("1");
        }
    }
}
