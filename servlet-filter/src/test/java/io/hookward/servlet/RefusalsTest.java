package io.hookward.servlet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.hookward.request.Headers;
import io.hookward.request.WebhookRequest;
import io.hookward.secret.Secret;
import io.hookward.sign.WebhookSigner;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.Socket;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A request to an endpoint")
class RefusalsTest {

    private final AtomicInteger handled = new AtomicInteger();
    private FilteredServer hooks = new FilteredServer();

    @AfterEach
    void stop() {
        hooks.close();
    }

    private void accept(HttpServletRequest request, HttpServletResponse response) throws IOException {
        handled.incrementAndGet();
        response.setStatus(202);
        response.getWriter()
                .write("{\"received\":\"" + WebhookFilter.delivery(request).id().orElse("") + "\"}");
    }

    static Stream<WebhookRequest> forgeries() {
        WebhookRequest valid = FilteredServer.draft("d1", "{}").sign();
        return Stream.of(
                WebhookRequest.of(Headers.of(), "{}".getBytes(UTF_8)),
                WebhookRequest.of(valid.headers(), "{ }".getBytes(UTF_8)),
                FilteredServer.draft("d1", "{}")
                        .sentAt(Instant.now().minusSeconds(3600))
                        .sign(),
                FilteredServer.draft("d1", "{}")
                        .sentAt(Instant.now().plusSeconds(3600))
                        .sign(),
                WebhookSigner.of(FilteredServer.ACME, Secret.of(Secret.random()))
                        .draft()
                        .body("{}".getBytes(UTF_8))
                        .sign(),
                FilteredServer.withHeader(valid, "X-Acme-Signature", "nonsense"),
                FilteredServer.withHeader(valid, "X-Acme-Signature", ""),
                FilteredServer.withHeader(valid, "X-Acme-Timestamp", "yesterday"));
    }

    @ParameterizedTest
    @MethodSource("forgeries")
    @DisplayName("that proves nothing gets 401, the same for every reason, and claims nothing")
    void forged(WebhookRequest request) throws Exception {
        hooks = FilteredServer.with(this::accept);
        RawAnswer answer = hooks.send(request);
        FilteredServer.assertProblem(answer, 401, "unverified");
        assertThat(answer.body())
                .isEqualTo(
                        "{\"type\":\"about:blank\",\"title\":\"Not a verified delivery\",\"status\":401,\"code\":\"unverified\"}");
        assertThat(handled).hasValue(0);
        assertThat(hooks.send("d1", "{}").status()).isEqualTo(202);
    }

    @Test
    @DisplayName("with a signature that came before under another id gets 401")
    void replayedSignature() throws Exception {
        hooks = FilteredServer.with(this::accept);
        WebhookRequest captured = FilteredServer.draft("d1", "{}").sign();
        hooks.send(captured);
        FilteredServer.assertProblem(
                hooks.send(FilteredServer.withHeader(captured, "X-Acme-Id", "d2")), 401, "unverified");
        assertThat(handled).hasValue(1);
    }

    @Test
    @DisplayName("signed with a secret that counts no more gets 401; if none counts, 503")
    void expiredSecret() throws Exception {
        Secret old = Secret.of(Secret.random()).withId("old");
        WebhookRequest signedWithOld = WebhookSigner.of(FilteredServer.ACME, old)
                .draft()
                .body("{}".getBytes(UTF_8))
                .sign();
        hooks = new FilteredServer()
                .filter(
                        endpoint -> endpoint.secrets(
                                FilteredServer.SECRET, old.until(Instant.now().minusSeconds(1))),
                        filter -> filter)
                .handler(this::accept);
        FilteredServer.assertProblem(hooks.send(signedWithOld), 401, "unverified");
        assertThat(hooks.events.heard()).containsExactly("secret_expired");
        hooks.close();
        AtomicReference<List<Secret>> vault = new AtomicReference<>(List.of(FilteredServer.SECRET));
        hooks = new FilteredServer()
                .filter(endpoint -> endpoint.secrets(vault::get), filter -> filter)
                .handler(this::accept);
        vault.set(List.of(old.until(Instant.now().minusSeconds(1))));
        RawAnswer answer = hooks.send(signedWithOld);
        FilteredServer.assertProblem(answer, 503, "unavailable");
        assertThat(answer.header("Retry-After")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "OPTIONS", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND", "post", "POSTS"})
    @DisplayName("with a method other than POST gets 405 and is never processed, signed or not")
    void method(String method) throws Exception {
        hooks = FilteredServer.with(this::accept);
        WebhookRequest signed = FilteredServer.draft("d1", "{}").method(method).sign();
        RawAnswer answer = hooks.send(signed, "X-HTTP-Method-Override: POST");
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("Allow")).contains("POST");
        assertThat(handled).hasValue(0);
    }

    @Test
    @DisplayName("stays a POST whatever method a header, the query or the form asks for")
    void methodOverride() throws Exception {
        hooks = FilteredServer.with((request, response) -> response.getWriter().write(request.getMethod()));
        WebhookRequest form = FilteredServer.draft("d1", "_method=DELETE")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .sign();
        RawAnswer answer = RawAnswer.to(
                hooks.port(),
                FilteredServer.raw(FilteredServer.PATH + "?_method=PUT", form, "X-HTTP-Method-Override: DELETE"));
        assertThat(answer.body()).isEqualTo("POST");
    }

    @Test
    @DisplayName("with a body over the limit gets 413, announced or not; one of exactly that size is accepted")
    void tooLarge() throws Exception {
        hooks = new FilteredServer()
                .filter(endpoint -> endpoint.maxBodyBytes(100), filter -> filter)
                .handler(this::accept);
        assertThat(hooks.send("d1", "x".repeat(100)).status()).isEqualTo(202);
        FilteredServer.assertProblem(hooks.send("d2", "x".repeat(101)), 413, "body_too_large");
        List<String> head = FilteredServer.head(
                FilteredServer.PATH, FilteredServer.draft("d3", "").sign(), "Transfer-Encoding: chunked");
        byte[] endless = ("ffffff\r\n" + "x".repeat(200)).getBytes(UTF_8);
        FilteredServer.assertProblem(
                RawAnswer.to(hooks.port(), endless, head.toArray(String[]::new)), 413, "body_too_large");
        assertThat(handled).hasValue(1);
    }

    @Test
    @DisplayName("with a compressed body gets 415 unless the endpoint allows it")
    void compressed() throws Exception {
        hooks = FilteredServer.with(this::accept);
        WebhookRequest gzip = FilteredServer.draft("d1", "{}")
                .header("Content-Encoding", "gzip")
                .sign();
        FilteredServer.assertProblem(hooks.send(gzip), 415, "body_compressed");
        assertThat(hooks.send(FilteredServer.draft("d2", "{}")
                                .header("Content-Encoding", "identity")
                                .sign())
                        .status())
                .isEqualTo(202);
        hooks.close();
        hooks = new FilteredServer()
                .filter(endpoint -> endpoint.allowCompressed(), filter -> filter)
                .handler(this::accept);
        assertThat(hooks.send(gzip).status()).isEqualTo(202);
    }

    @Test
    @DisplayName("whose body ended early gets 400 or nothing, and is not processed")
    void incomplete() throws Exception {
        hooks = FilteredServer.with(this::accept);
        byte[] whole = FilteredServer.raw(
                FilteredServer.PATH, FilteredServer.draft("d1", "0123456789").sign());
        try (Socket socket = new Socket("127.0.0.1", hooks.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(whole, 0, whole.length - 1);
            socket.shutdownOutput();
            assertThat(RawAnswer.read(socket).status()).isIn(0, 400);
        }
        assertThat(hooks.send("d1", "0123456789").status()).isEqualTo(202);
        assertThat(hooks.events.heard()).containsExactly("body_incomplete", "admitted", "completed");
    }

    @Test
    @DisplayName("whose body somebody read before the filter gets 500, and the cause is named")
    void alreadyRead() throws Exception {
        hooks.server.around("/*", (request, response, chain) -> {
            request.getParameter("a");
            chain.doFilter(request, response);
        });
        hooks.filter(endpoint -> endpoint, filter -> filter).handler(this::accept);
        WebhookRequest form = FilteredServer.draft("d1", "a=1")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .sign();
        FilteredServer.assertProblem(hooks.send(form), 500, "misconfigured");
        assertThat(hooks.events.heard()).containsExactly("body_already_read");
    }
}
