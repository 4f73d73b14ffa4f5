package io.hookward.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hookward.request.WebhookRequest;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("While four hundred senders stall in the middle of their bodies")
class SlowSendersTest {

    @Test
    @DisplayName("an honest delivery is served within three seconds")
    void honestDelivery() throws Exception {
        List<Socket> stalled = new ArrayList<>();
        try (FilteredServer hooks = FilteredServer.with((request, response) -> {})) {
            WebhookRequest request =
                    FilteredServer.draft("d0", "x".repeat(1000)).sign();
            byte[] whole = FilteredServer.raw(FilteredServer.PATH, request);
            for (int i = 0; i < 400; i++) {
                Socket socket = new Socket("127.0.0.1", hooks.port());
                stalled.add(socket);
                socket.getOutputStream().write(whole, 0, whole.length - 500);
            }
            await().atMost(Duration.ofSeconds(3))
                    .until(() -> hooks.send("d1", "{}").status() == 200);
            assertThat(hooks.events.heard()).contains("overloaded", "admitted");
        } finally {
            for (Socket socket : stalled) {
                close(socket);
            }
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
