package io.hookward.samples.jetty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hookward.request.WebhookRequest;
import io.hookward.testkit.HttpAnswer;
import io.hookward.testkit.HttpSender;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Stopping while requests are being handled. */
class DrainTest {
    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch letGo = new CountDownLatch(1);

    @Test
    @DisplayName(
            "stopping takes no new request, not even on a connection that is open, waits for the one being handled, and lets its answer out")
    void drains() throws Exception {
        JettyServer server = JettyServer.bind(0).servlet(new Waiting(), "/wait");
        server.start();
        HttpSender sender = HttpSender.to(server.base().resolve("/wait"));
        HttpSender connected = HttpSender.to(server.base().resolve("/nowhere"));
        WebhookRequest request = WebhookRequest.builder().build();
        WebhookRequest get = WebhookRequest.builder().method("GET").build();
        assertThat(connected.send(get).status()).isEqualTo(404);
        CompletableFuture<HttpAnswer> handled = sender.sendLater(request);
        assertThat(entered.await(10, TimeUnit.SECONDS)).isTrue();

        CompletableFuture<Void> stopped = CompletableFuture.runAsync(server::close);
        await().until(() -> isRefused(sender, request));
        assertThat(isRefused(connected, get)).isTrue();

        assertThat(stopped).isNotDone();
        assertThat(handled).isNotDone();
        letGo.countDown();
        assertThat(handled.get(10, TimeUnit.SECONDS).status()).isEqualTo(202);
        stopped.get(10, TimeUnit.SECONDS);
    }

    private static boolean isRefused(HttpSender sender, WebhookRequest request) throws InterruptedException {
        try {
            return sender.send(request).status() == 503;
        } catch (IOException noConnection) {
            return true;
        }
    }

    private final class Waiting extends HttpServlet {
        private static final long serialVersionUID = 1;

        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
            entered.countDown();
            try {
                letGo.await(20, TimeUnit.SECONDS);
            } catch (InterruptedException interrupted) {
                throw new IOException(interrupted);
            }
            response.setStatus(202);
        }
    }
}
