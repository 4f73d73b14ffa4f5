package io.hookward.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hookward.WebhookEndpoint;
import io.hookward.WebhookReceiver;
import io.hookward.request.Headers;
import io.hookward.request.WebhookRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("While four hundred senders stall in the middle of their bodies")
class SlowSendersTest {

    private static final int SENDERS = 400;
    private static final Duration SOON = Duration.ofSeconds(1);

    private final Events events = new Events();
    private final List<Socket> stalled = new ArrayList<>();

    private Container.Running start(Container container) throws Exception {
        WebhookReceiver receiver = WebhookReceiver.builder()
                .endpoint(WebhookEndpoint.of(FilteredServer.PATH, FilteredServer.ACME, FilteredServer.SECRET))
                .listener(events)
                .build();
        return container.start(WebhookFilter.builder(receiver).build(), "/*", (request, response) -> {});
    }

    private void stall(int port, byte[] whole) throws IOException {
        for (int i = 0; i < SENDERS; i++) {
            Socket socket = new Socket("127.0.0.1", port);
            stalled.add(socket);
            socket.getOutputStream().write(whole, 0, whole.length - 500);
        }
    }

    @AfterEach
    void goAway() throws IOException {
        for (Socket socket : stalled) {
            socket.close();
        }
    }

    private static byte[] delivery(String id) {
        return FilteredServer.raw(
                FilteredServer.PATH,
                FilteredServer.draft(id, id + "x".repeat(1_000)).sign());
    }

    private static RawAnswer inTime(int port, byte[] delivery) throws IOException {
        long start = System.nanoTime();
        RawAnswer answer = RawAnswer.to(port, delivery);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SOON);
        return answer;
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("an honest delivery is handled within a second")
    void honest(Container container) throws Exception {
        try (Container.Running server = start(container)) {
            stall(server.port(), delivery("d0"));
            assertThat(inTime(server.port(), delivery("d1")).status()).isEqualTo(200);
            await().until(() -> events.heard().contains("overloaded"));
            for (int i = 2; i < 10; i++) {
                assertThat(inTime(server.port(), delivery("d" + i)).status()).isEqualTo(200);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("one whose body comes behind its head is answered within a second, if only to come again")
    void behindItsHead(Container container) throws Exception {
        try (Container.Running server = start(container)) {
            stall(server.port(), delivery("d0"));
            await().until(() -> events.heard().contains("overloaded"));
            byte[] delivery = delivery("d1");
            long start = System.nanoTime();
            try (Socket socket = new Socket("127.0.0.1", server.port())) {
                OutputStream out = socket.getOutputStream();
                out.write(delivery, 0, delivery.length - 1_000);
                await().pollDelay(Duration.ofMillis(50)).until(() -> true);
                out.write(delivery, delivery.length - 1_000, 1_000);
                socket.setSoTimeout(20_000);
                assertThat(socket.getInputStream().readNBytes(12)).asString().isIn("HTTP/1.1 200", "HTTP/1.1 503");
            }
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SOON);
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("which nobody signed, an honest one is handled as ever")
    void unsigned(Container container) throws Exception {
        try (Container.Running server = start(container)) {
            byte[] unsigned =
                    FilteredServer.raw(FilteredServer.PATH, WebhookRequest.of(Headers.of(), new byte[100_000]));
            stall(server.port(), unsigned);
            assertThat(inTime(server.port(), delivery("d1")).status()).isEqualTo(200);
            for (Socket socket : stalled) {
                socket.setSoTimeout(20_000);
                assertThat(socket.getInputStream().readNBytes(12)).asString().isEqualTo("HTTP/1.1 401");
            }
        }
    }
}
