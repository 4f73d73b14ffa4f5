package io.hookward.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.hookward.WebhookEndpoint;
import io.hookward.WebhookReceiver;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("With a servlet at /api/* that looks for its handlers below that")
class ServletPrefixTest {

    private final Events events = new Events();
    private final List<String> reached = new CopyOnWriteArrayList<>();

    private interface Use {
        void of(int port) throws Exception;
    }

    /** As Spring MVC and JAX-RS do. */
    private void route(HttpServletRequest request, HttpServletResponse response) {
        reached.add(String.valueOf(request.getPathInfo()));
    }

    private WebhookFilter filter(String servletPath) {
        WebhookReceiver receiver = WebhookReceiver.builder()
                .endpoint(WebhookEndpoint.of(FilteredServer.PATH, FilteredServer.ACME, FilteredServer.SECRET))
                .listener(events)
                .build();
        return WebhookFilter.builder(receiver).servletPath(servletPath).build();
    }

    private void with(Container container, String servletPath, Use use) throws Exception {
        try (Container.Running server = container.start(filter(servletPath), "/api/*", this::route)) {
            use.of(server.port());
        }
    }

    private static int send(int port, String path, String id) throws IOException {
        return RawAnswer.to(
                        port,
                        FilteredServer.raw(path, FilteredServer.draft(id, "{}").sign()))
                .status();
    }

    private static int unsigned(int port, String path) throws IOException {
        return RawAnswer.post(port, path, "application/json", new byte[2]).status();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("an endpoint of a filter that knows of it is below it, and nowhere else")
    void counted(Container container) throws Exception {
        with(container, "/api", port -> {
            assertThat(unsigned(port, "/api/webhooks/acme")).isEqualTo(401);
            assertThat(unsigned(port, "/api/./webhooks/acme")).isEqualTo(404);
            assertThat(unsigned(port, "/api/webhooks/ACME")).isEqualTo(404);
            assertThat(reached).isEmpty();
            assertThat(send(port, "/api/webhooks/acme", "d1")).isEqualTo(200);
            assertThat(reached).containsExactly("/webhooks/acme");
            assertThat(send(port, "/webhooks/acme", "d2")).isEqualTo(404);
            assertThat(unsigned(port, "/api/other")).isEqualTo(200);
            assertThat(reached).containsExactly("/webhooks/acme", "/other");
        });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("a filter that does not know of it lets nothing through to a handler on an endpoint's path")
    void notCounted(Container container) throws Exception {
        with(container, "", port -> {
            for (String path : List.of("/api/webhooks/acme", "/api/webhooks/acme/", "/api/webhooks/%61cme")) {
                assertThat(unsigned(port, path)).as(path).isEqualTo(404);
                assertThat(send(port, path, "d1")).as(path).isEqualTo(404);
            }
            assertThat(reached).isEmpty();
            assertThat(events.heard()).containsOnly("path_ambiguous");
            assertThat(unsigned(port, "/api/other")).isEqualTo(200);
            assertThat(reached).containsExactly("/other");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"api", "/", "/api/", "/{tenant}", "/a pi", "/api/*", "/../api"})
    @DisplayName("a path that could be read in two ways is refused")
    void unusable(String path) {
        assertThatIllegalArgumentException().isThrownBy(() -> filter(path));
    }

    @Test
    @DisplayName("an endpoint whose path counts it works as before")
    void wholePath() throws Exception {
        WebhookFilter filter =
                WebhookFilter.of(WebhookEndpoint.of("/api/webhooks/acme", FilteredServer.ACME, FilteredServer.SECRET));
        try (Container.Running server = Container.JETTY.start(filter, "/api/*", this::route)) {
            int port = server.port();
            assertThat(unsigned(port, "/api/webhooks/acme")).isEqualTo(401);
            assertThat(send(port, "/api/webhooks/acme", "d1")).isEqualTo(200);
        }
    }
}
