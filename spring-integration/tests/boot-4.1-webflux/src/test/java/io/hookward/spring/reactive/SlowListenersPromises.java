package io.hookward.spring.reactive;

import static org.awaitility.Awaitility.await;

import io.hookward.request.WebhookRequest;
import io.hookward.testkit.HttpAnswer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/** Sends deliveries to listeners that hang. */
abstract class SlowListenersPromises {
    @Value("${local.server.port}")
    private int port;

    @Autowired
    SlowListeners application;

    final List<Wire> open = new ArrayList<>();

    static WebhookRequest delivery() {
        return Senders.delivery("github").eventType("push").body("{}").valid();
    }

    static String id(WebhookRequest request) {
        return request.headers().first("X-GitHub-Delivery");
    }

    HttpAnswer send(String path, WebhookRequest request) throws Exception {
        return new Http(port).deliver(path, request);
    }

    List<WebhookRequest> hang(int count) throws IOException {
        List<WebhookRequest> sent = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            WebhookRequest request = delivery();
            Wire wire = Wire.to(port).head(Wire.lines("/webhooks/slow", request));
            open.add(wire.body(request, request.body().remaining()));
            sent.add(request);
        }
        await().until(() -> application.hanging.get() == count);
        return sent;
    }

    @BeforeEach
    void hold() {
        application.gate = new CountDownLatch(1);
        application.rejected.clear();
    }

    @AfterEach
    void letGo() {
        application.gate.countDown();
        open.forEach(Wire::close);
        await().until(() -> application.hanging.get() == 0);
    }
}
