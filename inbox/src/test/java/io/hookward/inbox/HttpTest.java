package io.hookward.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hookward.EventRouter;
import io.hookward.WebhookReceiver;
import io.hookward.request.WebhookRequest;
import io.hookward.servlet.WebhookFilter;
import io.hookward.testkit.HttpAnswer;
import io.hookward.testkit.HttpSender;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Over HTTP, behind the servlet filter")
class HttpTest {
    @Test
    @DisplayName("a delivery is acknowledged once it is stored and handled afterwards, a repetition is a duplicate, a"
            + " forgery leaves no row")
    void endToEnd(@TempDir Path folder) throws Exception {
        List<String> handled = new CopyOnWriteArrayList<>();
        try (InboxFixture bench = new InboxFixture(null);
                Inbox inbox = Inbox.embedded(folder.resolve("inbox"))
                        .handler(
                                "github",
                                EventRouter.builder()
                                        .on(
                                                "push",
                                                delivery -> handled.add(
                                                        delivery.id().orElseThrow()))
                                        .build())
                        .build()) {
            WebhookReceiver receiver = bench.receiver(inbox);
            Server server = new Server();
            ServerConnector connector = new ServerConnector(server);
            connector.setHost("127.0.0.1");
            server.addConnector(connector);
            ServletContextHandler context = new ServletContextHandler();
            WebhookFilter.builder(receiver).build().register(context.getServletContext());
            server.setHandler(context);
            server.start();
            try {
                HttpSender sender = HttpSender.to(
                        URI.create("http://127.0.0.1:" + connector.getLocalPort() + bench.endpoint.path()));
                WebhookRequest request =
                        bench.github.delivery().id("d-1").eventType("push").valid();
                HttpAnswer first = sender.send(request);
                assertThat(first.status()).isEqualTo(200);
                assertThat(handled).isEmpty();
                HttpAnswer second = sender.send(request);
                assertThat(second.status()).isEqualTo(200);
                assertThat(second.headers().first("Webhook-Duplicate")).isEqualTo("true");
                assertThat(sender.send(bench.github.delivery().forged()).status())
                        .isEqualTo(401);

                inbox.start();
                await().until(() -> handled.equals(List.of("d-1")));
                assertThat(inbox.deliveries().list(null, 10, DeliveryFilter.ALL).deliveries())
                        .hasSize(1);
            } finally {
                server.stop();
            }
        }
    }
}
