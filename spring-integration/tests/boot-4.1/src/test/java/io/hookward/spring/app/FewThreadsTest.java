package io.hookward.spring.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookward.scheme.Providers;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;

@DisplayName("On a server with twenty threads, while forty senders stall in the middle of their bodies")
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"server.tomcat.threads.max=20", "server.jetty.threads.max=20"})
class FewThreadsTest {
    @Value("${local.server.port}")
    private int port;

    private final List<Socket> stalled = new ArrayList<>();

    @AfterEach
    void goAway() throws IOException {
        for (Socket socket : stalled) {
            socket.close();
        }
    }

    /** A signed head is admitted to the places for bodies, and an unsigned one is refused. */
    @ParameterizedTest
    @ValueSource(strings = {"X-Hub-Signature-256: sha256=" + ZEROS, "X-Nothing: 1"})
    @DisplayName("other requests are served")
    void served(String header) throws IOException {
        String head =
                "POST /webhooks/github HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10000\r\n" + header + "\r\n\r\n";
        for (int i = 0; i < 40; i++) {
            Socket socket = new Socket("127.0.0.1", port);
            stalled.add(socket);
            socket.getOutputStream().write((head + "{").getBytes(StandardCharsets.US_ASCII));
        }
        long start = System.nanoTime();

        assertThat(new Http(port)
                        .deliver(
                                "/webhooks/github",
                                Http.signed(
                                        Providers.get("github"),
                                        "not-a-real-secret-of-github",
                                        UUID.randomUUID().toString(),
                                        "ping",
                                        "{}"))
                        .statusCode())
                .isIn(200, 503);
        assertThat(new Http(port).get("/login").statusCode()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }

    private static final String ZEROS = "0000000000000000000000000000000000000000000000000000000000000000";
}
