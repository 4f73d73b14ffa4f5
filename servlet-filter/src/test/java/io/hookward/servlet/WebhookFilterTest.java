package io.hookward.servlet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.hookward.WebhookEndpoint;
import io.hookward.WebhookReceiver;
import io.hookward.request.Delivery;
import io.hookward.request.WebhookRequest;
import io.hookward.scheme.SignatureScheme;
import io.hookward.sign.WebhookSigner;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The filter")
class WebhookFilterTest {

    private static final String FORM = "application/x-www-form-urlencoded";

    private FilteredServer hooks = new FilteredServer();

    @AfterEach
    void stop() {
        hooks.close();
    }

    @Test
    @DisplayName("does not touch requests to other paths")
    void otherPaths() throws Exception {
        hooks = FilteredServer.with((request, response) -> {
            assertThat(ReplayedRequest.in(request)).isNull();
            assertThat(DelayedResponse.in(response)).isNull();
            assertThat(WebhookFilter.find(request)).isEmpty();
            assertThatIllegalStateException().isThrownBy(() -> WebhookFilter.delivery(request));
            response.getWriter().write(request.getMethod() + request.getParameter("a"));
        });
        byte[] form = "a=1".getBytes(UTF_8);
        assertThat(RawAnswer.post(hooks.port(), "/webhooks/other", FORM, form).body())
                .isEqualTo("POST1");
        assertThat(RawAnswer.to(hooks.port(), new byte[0], "DELETE /login?a=2 HTTP/1.1")
                        .body())
                .isEqualTo("DELETE2");
        assertThat(hooks.events.heard()).isEmpty();
    }

    @Test
    @DisplayName("hands the delivery on, and the body as if nobody had read it")
    void delivery() throws Exception {
        hooks = FilteredServer.with((request, response) -> {
            Delivery delivery = WebhookFilter.delivery(request);
            assertThat(delivery.endpoint()).isEqualTo("acme");
            assertThat(delivery.id()).contains("d1");
            assertThat(delivery.eventType()).contains("task.done");
            assertThat(delivery.secretId()).contains(FilteredServer.SECRET.id());
            assertThat(delivery.headers().first("x-more")).isEqualTo("1");
            assertThat(delivery.headers().values("X-MORE")).containsExactly("1", "2");
            assertThat(delivery.bytes()).isEqualTo("a=1&b=%20".getBytes(UTF_8));
            assertThat(request.getInputStream().readAllBytes()).isEqualTo(delivery.bytes());
            response.getWriter()
                    .write(request.getParameter("a") + request.getParameter("b") + request.getParameter("q"));
        });
        WebhookRequest signed = FilteredServer.draft("d1", "a=1&b=%20")
                .eventType("task.done")
                .header("Content-Type", FORM)
                .header("X-More", "1")
                .sign();
        assertThat(RawAnswer.to(hooks.port(), FilteredServer.raw(FilteredServer.PATH + "?q=3", signed, "X-More: 2"))
                        .body())
                .isEqualTo("1 3");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/webhooks/acme/",
                "/webhooks/acme//",
                "//webhooks/acme",
                "/webhooks//acme",
                "/./webhooks/acme",
                "/webhooks/./acme",
                "/webhooks/acme/.",
                "/webhooks/x/../acme",
                "/x/..;/webhooks/acme",
                "/webhooks/acme;",
                "/webhooks/acme;x",
                "/webhooks/acme;jsessionid=1",
                "/webhooks;x=y/acme",
                "/;x/webhooks/acme",
                "/webhooks/acme/;jsessionid=1",
                "/webhooks/acme%3bx",
                "/webhooks/acm%65",
                "/%77ebhooks/acme",
                "/webhooks%2facme",
                "/webhooks%2Facme",
                "/webhooks/%2e/acme",
                "/webhooks/x/%2e%2e/acme",
                "/webhooks/%252e/acme",
                "/webhooks%252facme",
                "/webhooks%5cacme",
                "/webhooks\\acme",
                "/webhooks/acme%00",
                "/webhooks/acme%00.json",
                "/webhooks/acme%0a",
                "/webhooks/acme%20",
                "/webhooks/acme%09",
                "/webhooks/acme.",
                "/webhooks/acme.json",
                "/webhooks/acme~",
                "/webhooks/acme/extra",
                "/webhooks/ACME",
                "/Webhooks/acme",
                "/webhooks/acme%c0%af",
                "/webhooks/acme%",
                "/webhooks/acme%u002f",
                "http://localhost/webhooks/acme/"
            })
    @DisplayName("lets nobody past by another spelling of the path, signed or not")
    void spellings(String path) throws Exception {
        AtomicInteger reached = new AtomicInteger();
        hooks = FilteredServer.with((request, response) -> reached.incrementAndGet());
        for (WebhookRequest request : List.of(
                FilteredServer.draft("d1", "{}").sign(),
                WebhookRequest.builder().build())) {
            RawAnswer answer = RawAnswer.to(hooks.port(), FilteredServer.raw(path, request));
            assertThat(answer.status()).isIn(400, 404);
        }
        assertThat(reached).hasValue(0);
        assertThat(hooks.events.heard()).isSubsetOf("path_ambiguous");
    }

    @Test
    @DisplayName("takes the path as the absolute form and the query leave it")
    void samePath() throws Exception {
        hooks = FilteredServer.with((request, response) -> {});
        for (String path : List.of(
                "http://localhost/webhooks/acme", FilteredServer.PATH + "?a=/x/;y", FilteredServer.PATH + "?")) {
            assertThat(RawAnswer.to(
                                    hooks.port(),
                                    FilteredServer.raw(
                                            path,
                                            FilteredServer.draft(null, "{}" + path)
                                                    .sign()))
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    @DisplayName("gives the verifier the URL the provider was given, or the one this server sees, with the query")
    void url() throws Exception {
        SignatureScheme scheme = SignatureScheme.builder("url")
                .signatureHeader("X-Signature")
                .content("{url}{body}")
                .build();
        WebhookSigner signer = WebhookSigner.of(scheme, FilteredServer.SECRET);
        hooks.server
                .initialise(WebhookFilter.of(
                        WebhookEndpoint.of("/seen", scheme, FilteredServer.SECRET),
                        WebhookEndpoint.builder(scheme)
                                .name("given")
                                .path("/given")
                                .secrets(FilteredServer.SECRET)
                                .publicUrl("https://example.org/hooks")
                                .build())::register)
                .servlet("/*", (request, response) -> {})
                .start();
        WebhookRequest seen = signer.draft().url("http://localhost/seen?a=%20b").sign();
        assertThat(RawAnswer.to(hooks.port(), FilteredServer.raw("/seen?a=%20b", seen))
                        .status())
                .isEqualTo(200);
        WebhookRequest given =
                signer.draft().url("https://example.org/hooks?a=%20b").sign();
        assertThat(RawAnswer.to(hooks.port(), FilteredServer.raw("/given?a=%20b", given))
                        .status())
                .isEqualTo(200);
        assertThat(RawAnswer.to(hooks.port(), FilteredServer.raw("/given?a=+b", given))
                        .status())
                .isEqualTo(401);
    }

    @Test
    @DisplayName("refuses a forged request without waiting for the body, or asking for it")
    void refusesEarly() throws Exception {
        hooks = FilteredServer.with((request, response) -> {});
        RawAnswer answer = RawAnswer.to(
                hooks.port(),
                new byte[0],
                "POST /webhooks/acme HTTP/1.1",
                "Content-Length: 1000",
                "Expect: 100-continue");
        assertThat(answer.status()).isEqualTo(401);
    }

    @Test
    @DisplayName("asks for the body of a request that may be a delivery")
    void asksForBody() throws Exception {
        hooks = FilteredServer.with((request, response) -> response.getWriter().write("accepted"));
        WebhookRequest signed = FilteredServer.draft("d1", "{}").sign();
        List<String> head =
                FilteredServer.head(FilteredServer.PATH, signed, "Content-Length: 2", "Expect: 100-continue");
        try (Socket socket = new Socket("127.0.0.1", hooks.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(RawAnswer.request(new byte[0], head.toArray(String[]::new)));
            String interim = new String(socket.getInputStream().readNBytes(25), UTF_8);
            assertThat(interim).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
            socket.getOutputStream().write(FilteredServer.bytes(signed));
            assertThat(RawAnswer.read(socket).body()).isEqualTo("accepted");
        }
    }

    @Test
    @DisplayName("lets exactly one of many duplicates through that come at once")
    void race() throws Exception {
        AtomicInteger handled = new AtomicInteger();
        hooks = FilteredServer.with((request, response) -> handled.incrementAndGet());
        ExecutorService senders = Executors.newFixedThreadPool(16);
        try {
            for (int round = 0; round < 20; round++) {
                WebhookRequest same =
                        FilteredServer.draft("d" + round, "{}" + round).sign();
                List<Future<RawAnswer>> answers = new ArrayList<>();
                for (int i = 0; i < 16; i++) {
                    answers.add(senders.submit(() -> hooks.send(same)));
                }
                int admitted = 0;
                for (Future<RawAnswer> answer : answers) {
                    Optional<String> duplicate = answer.get().header("Webhook-Duplicate");
                    admitted += answer.get().status() == 200 && duplicate.isEmpty() ? 1 : 0;
                    assertThat(answer.get().status()).isIn(200, 503);
                }
                assertThat(admitted).isEqualTo(1);
                assertThat(handled).hasValue(round + 1);
            }
        } finally {
            senders.shutdown();
        }
    }

    @Test
    @DisplayName("is refused when built wrongly, with what to change")
    void misconfigured() {
        WebhookEndpoint endpoint = WebhookEndpoint.of("/hook", FilteredServer.ACME, FilteredServer.SECRET);
        FilterBuilder builder = WebhookFilter.builder(WebhookReceiver.of(endpoint));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.unverifiedBodies(0));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.bodyDeadline(Duration.ZERO));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WebhookFilter.of(
                        endpoint,
                        WebhookEndpoint.builder(FilteredServer.ACME)
                                .name("twin")
                                .path("/HOOK")
                                .secrets(FilteredServer.SECRET)
                                .build()));
    }

    @Test
    @DisplayName("is registered once in a context")
    void registeredOnce() throws Exception {
        WebhookFilter filter =
                WebhookFilter.of(WebhookEndpoint.of("/hook", FilteredServer.ACME, FilteredServer.SECRET));
        hooks.server
                .initialise(filter::register)
                .initialise(context -> assertThatIllegalStateException().isThrownBy(() -> filter.register(context)))
                .start();
    }

    @Test
    @DisplayName("needs six lines of a plain servlet application")
    void smallestApplication() throws Exception {
        hooks.server.initialise(context -> {
            WebhookEndpoint acme = WebhookEndpoint.of("/webhooks/acme", FilteredServer.ACME, FilteredServer.SECRET);
            WebhookFilter.of(acme).register(context);
            context.addServlet("hooks", new HttpServlet() {
                        @Override
                        protected void doPost(HttpServletRequest request, HttpServletResponse response)
                                throws IOException {
                            response.getWriter()
                                    .print(WebhookFilter.delivery(request).json());
                        }
                    })
                    .addMapping("/webhooks/*");
        });
        hooks.server.start();
        assertThat(hooks.send("d1", "{\"a\":1}").body()).isEqualTo("{\"a\":1}");
    }
}
