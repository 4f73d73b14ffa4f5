package io.hookward.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookward.WebhookEndpoint;
import io.hookward.WebhookReceiver;
import io.hookward.claim.CaffeineDeliveryStore;
import io.hookward.claim.DeliveryStore;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A handler that leaves its thread interrupted")
class InterruptTest {

    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final Events events = new Events();

    /** A store that notes in which state its threads are. */
    private DeliveryStore noting(DeliveryStore store) {
        return (DeliveryStore) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DeliveryStore.class}, (proxy, method, arguments) -> {
                    calls.add(method.getName() + (Thread.currentThread().isInterrupted() ? " interrupted" : ""));
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                });
    }

    private Container.Running start(Container container, TestServer.Handler handler) throws Exception {
        WebhookReceiver receiver = WebhookReceiver.builder()
                .endpoint(WebhookEndpoint.of(FilteredServer.PATH, FilteredServer.ACME, FilteredServer.SECRET))
                .store(noting(CaffeineDeliveryStore.builder().build()))
                .listener(events)
                .build();
        return container.start(WebhookFilter.builder(receiver).build(), "/*", handler);
    }

    private static RawAnswer send(Container.Running server) throws IOException {
        return RawAnswer.to(
                server.port(),
                FilteredServer.raw(
                        FilteredServer.PATH, FilteredServer.draft("d1", "{}").sign()));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("is answered as it wanted, and its delivery is done")
    void answered(Container container) throws Exception {
        try (Container.Running server = start(container, (request, response) -> {
            response.getWriter().write("handled");
            Thread.currentThread().interrupt();
        })) {
            assertThat(send(server).body()).isEqualTo("handled");
            assertThat(calls).containsExactly("claim", "complete");
            assertThat(events.heard()).containsExactly("admitted", "completed");
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("and fails gives its claim back")
    void failed(Container container) throws Exception {
        try (Container.Running server = start(container, (request, response) -> {
            Thread.currentThread().interrupt();
            throw new StackOverflowError("not for real");
        })) {
            assertThat(send(server).status()).isEqualTo(500);
            assertThat(calls).containsExactly("claim", "release");
            assertThat(events.heard()).containsExactly("admitted", "released");
        }
    }
}
