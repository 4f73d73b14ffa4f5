package io.hookward.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookward.access.Access;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An endpoint that is open to some only")
class AccessTest {

    private FilteredServer hooks = new FilteredServer();

    @AfterEach
    void stop() {
        hooks.close();
    }

    @Test
    @DisplayName("refuses plain HTTP where an endpoint wants HTTPS, whatever a stranger's header says")
    void httpsOnly() throws Exception {
        hooks.filter(endpoint -> endpoint.access(Access.ANY.httpsOnly()), filter -> filter)
                .handler((request, response) -> {});
        RawAnswer answer = hooks.send(FilteredServer.draft("d1", "{}").sign(), "X-Forwarded-Proto: https");
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body()).contains("\"code\":\"forbidden\"");
        assertThat(hooks.events.heard()).containsExactly("insecure_transport");
        hooks.close();
        hooks = new FilteredServer()
                .trusting("127.0.0.0/8")
                .filter(endpoint -> endpoint.access(Access.ANY.httpsOnly()), filter -> filter)
                .handler((request, response) -> {});
        assertThat(hooks.send(FilteredServer.draft("d1", "{}").sign(), "X-Forwarded-Proto: https")
                        .status())
                .isEqualTo(200);
    }

    @Test
    @DisplayName("refuses other senders than those on an endpoint's list, seen past trusted proxies alone")
    void senders() throws Exception {
        Access listed = Access.ANY.from("192.0.2.0/24", "2001:db8::/32");
        hooks.filter(endpoint -> endpoint.access(listed), filter -> filter).handler((request, response) -> {});
        assertThat(hooks.send(FilteredServer.draft("d1", "{}").sign(), "X-Forwarded-For: 192.0.2.1")
                        .status())
                .isEqualTo(403);
        assertThat(hooks.events.heard()).containsExactly("address_not_allowed");
        hooks.close();
        hooks = new FilteredServer()
                .trusting("127.0.0.1")
                .filter(endpoint -> endpoint.access(listed), filter -> filter)
                .handler((request, response) -> {});
        assertThat(hooks.send(FilteredServer.draft("d1", "{}").sign(), "X-Forwarded-For: 192.0.2.1")
                        .status())
                .isEqualTo(200);
        assertThat(hooks.send(FilteredServer.draft("d2", "{}2").sign(), "X-Forwarded-For: 2001:db8::1")
                        .status())
                .isEqualTo(200);
        assertThat(hooks.send(FilteredServer.draft("d3", "{}3").sign(), "X-Forwarded-For: 192.0.2.1, 203.0.113.9")
                        .status())
                .isEqualTo(403);
        assertThat(hooks.send(FilteredServer.draft("d4", "{}4").sign()).status())
                .isEqualTo(403);
    }
}
