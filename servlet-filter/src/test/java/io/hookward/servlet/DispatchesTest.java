package io.hookward.servlet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.hookward.WebhookEndpoint;
import io.hookward.request.WebhookRequest;
import io.hookward.secret.Secret;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("In other dispatches the filter")
class DispatchesTest {

    private static final String FORM = "application/x-www-form-urlencoded";

    private FilteredServer hooks = new FilteredServer();

    @AfterEach
    void stop() {
        hooks.close();
    }

    @Test
    @DisplayName("keeps its verdict in a forward, an include and an error dispatch, and runs once")
    void otherDispatches() throws Exception {
        List<String> seen = new CopyOnWriteArrayList<>();
        TestServer.Handler note = (request, response) -> {
            seen.add(request.getDispatcherType() + " "
                    + WebhookFilter.delivery(request).id().orElse("") + " " + request.getParameter("p"));
            if (request.getDispatcherType() == jakarta.servlet.DispatcherType.ERROR) {
                seen.add(new String(request.getInputStream().readAllBytes(), UTF_8));
            }
        };
        hooks.server
                .servlet("/included", note)
                .servlet("/forwarded", (request, response) -> {
                    note.handle(request, response);
                    request.getRequestDispatcher("/included").include(request, response);
                    response.sendError(500);
                })
                .servlet("/error", note)
                .errorPage("/error");
        hooks.filter(endpoint -> endpoint, filter -> filter)
                .handler((request, response) ->
                        request.getRequestDispatcher("/forwarded?p=forward").forward(request, response));
        WebhookRequest form = FilteredServer.draft("d1", "p=body")
                .header("Content-Type", FORM)
                .sign();
        assertThat(RawAnswer.to(hooks.port(), FilteredServer.raw(FilteredServer.PATH + "?p=query", form))
                        .status())
                .isEqualTo(500);
        assertThat(seen).containsExactly("FORWARD d1 forward", "INCLUDE d1 forward", "ERROR d1 query", "p=body");
        assertThat(hooks.events.heard()).containsExactly("admitted", "released");
    }

    @Test
    @DisplayName("verifies a request that the application forwards to an endpoint, and refuses to include one")
    void forwardedToEndpoint() throws Exception {
        AtomicInteger reached = new AtomicInteger();
        hooks.server
                .servlet(
                        "/to",
                        (request, response) -> request.getRequestDispatcher(FilteredServer.PATH)
                                .forward(request, response))
                .servlet(
                        "/in",
                        (request, response) -> request.getRequestDispatcher(FilteredServer.PATH)
                                .include(request, response));
        hooks.filter(endpoint -> endpoint, filter -> filter).handler((request, response) -> reached.incrementAndGet());
        assertThat(RawAnswer.post(hooks.port(), "/to", "text/plain", new byte[0])
                        .status())
                .isEqualTo(401);
        RawAnswer.post(hooks.port(), "/in", "text/plain", new byte[0]);
        RawAnswer.to(
                hooks.port(),
                FilteredServer.raw("/in", FilteredServer.draft("d1", "{}").sign()));
        assertThat(reached).hasValue(0);
        assertThat(RawAnswer.to(
                                hooks.port(),
                                FilteredServer.raw(
                                        "/to", FilteredServer.draft("d1", "{}").sign()))
                        .status())
                .isEqualTo(200);
        assertThat(reached).hasValue(1);
    }

    @Test
    @DisplayName("trusts no other filter's verdict for its own endpoints")
    void twoFilters() throws Exception {
        AtomicInteger reached = new AtomicInteger();
        WebhookEndpoint other = WebhookEndpoint.builder(FilteredServer.ACME)
                .name("other")
                .path("/other")
                .secrets(Secret.of(Secret.random()))
                .build();
        WebhookFilter second = WebhookFilter.of(other);
        hooks.server
                .servlet("/other", (request, response) -> reached.incrementAndGet())
                .around("/*", second::doFilter);
        hooks.filter(endpoint -> endpoint, filter -> filter)
                .handler((request, response) ->
                        request.getRequestDispatcher("/other").forward(request, response));
        assertThat(hooks.send("d1", "{}").status()).isEqualTo(401);
        assertThat(reached).hasValue(0);
        assertThat(hooks.events.heard()).containsExactly("admitted", "released");
    }
}
