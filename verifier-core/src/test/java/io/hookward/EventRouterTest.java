package io.hookward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hookward.scheme.Providers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class EventRouterTest {
    private final ReceiverFixture avala = ReceiverFixture.of("avala");
    private final List<String> called = new ArrayList<>();

    private DeliveryHandler handler(String name) {
        return delivery -> called.add(name + " " + delivery.id().orElseThrow());
    }

    private void send(EventRouter router, String id, String type) throws Exception {
        avala.receiver.handle(
                avala.endpoint, avala.signed(null, "{\"id\":\"" + id + "\",\"type\":\"" + type + "\"}"), router);
    }

    @Test
    @DisplayName("every handler whose pattern fits is called, in the order of registration")
    void fits() throws Exception {
        EventRouter router = EventRouter.builder(Providers.get("avala"))
                .on("task.*", handler("tasks"))
                .on("export.completed", handler("export"))
                .on("*", handler("all"))
                .build();
        send(router, "1", "task.created");
        send(router, "2", "export.completed");
        send(router, "3", "export.failed");
        assertThat(called).containsExactly("tasks 1", "all 1", "export 2", "all 2", "all 3");
    }

    @Test
    @DisplayName("a type without a handler, a ping for instance, is acknowledged, and counted as unrouted")
    void unrouted() throws Exception {
        EventRouter router = EventRouter.builder(Providers.get("avala"))
                .on("task.*", handler("tasks"))
                .otherwise(avala.receiver::unrouted)
                .build();
        send(router, "1", "ping");
        send(router, "2", "brand.new.type");
        send(router, "3", "task.created");

        assertThat(called).containsExactly("tasks 3");
        assertThat(avala.heard.story())
                .containsExactly(
                        "admitted 1",
                        "unrouted 1",
                        "completed 1",
                        "admitted 2",
                        "unrouted 2",
                        "completed 2",
                        "admitted 3",
                        "completed 3");
    }

    @Test
    @DisplayName("a delivery without a type goes to the handlers of everything, and to no others")
    void withoutType() throws Exception {
        EventRouter router = EventRouter.builder()
                .on("task.*", handler("tasks"))
                .on("*", handler("all"))
                .build();
        avala.receiver.handle(avala.endpoint, avala.signed(null, "{\"id\":\"1\"}"), router);
        assertThat(called).containsExactly("all 1");
    }

    @Test
    @DisplayName("if one handler throws, the later ones wait for the retry, which calls all of them")
    void throwing() throws Exception {
        boolean[] fail = {true};
        EventRouter router = EventRouter.builder()
                .on("*", handler("first"))
                .on("*", delivery -> {
                    if (fail[0]) {
                        throw new IllegalStateException("not this time");
                    }
                })
                .on("*", handler("last"))
                .build();
        assertThatThrownBy(() -> send(router, "1", "task.created")).isInstanceOf(IllegalStateException.class);
        fail[0] = false;
        send(router, "1", "task.created");
        assertThat(called).containsExactly("first 1", "first 1", "last 1");
    }

    @Test
    @DisplayName("a handler for a type that does not exist is pointed out in the log, and registered all the same")
    void misspelt() throws Exception {
        String log = LogCapture.during(() -> EventRouter.builder(Providers.get("avala"))
                .on("task.craeted", handler("never"))
                .on("task.created", handler("tasks"))
                .build());
        assertThat(log).contains("WARN").contains("'task.craeted'").doesNotContain("'task.created'");
    }
}
