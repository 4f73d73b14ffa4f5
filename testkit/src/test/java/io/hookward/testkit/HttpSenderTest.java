package io.hookward.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.hookward.request.Headers;
import io.hookward.request.WebhookRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What arrives is what was to be sent. */
class HttpSenderTest {
    private HttpServer server;
    private HttpSender sender;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", HttpSenderTest::echo);
        server.start();
        sender = HttpSender.to("http://127.0.0.1:" + server.getAddress().getPort() + "/hook");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    @DisplayName("method, path, headers, size and body arrive, and the answer comes back")
    void roundTrip() throws Exception {
        HttpAnswer answer = sender.send(request());

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.headers().first("x-echo")).isEqualTo("yes");
        assertThat(answer.body()).isEqualTo("PUT /hook?a=b [one, two] size=4 äö");
    }

    @Test
    @DisplayName("in chunks, the size is not announced")
    void chunked() throws Exception {
        assertThat(sender.chunked().send(request()).body())
                .contains("size=null")
                .endsWith("äö");
    }

    @Test
    @DisplayName("a later answer is the same, and another target shares the client")
    void later() throws Exception {
        HttpSender other =
                sender.at(URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/other?c=d"));

        assertThat(other.sendLater(request()).get().body()).startsWith("PUT /other?c=d ");
    }

    private static WebhookRequest request() {
        return WebhookRequest.builder()
                .method("PUT")
                .url("https://receiver.example/elsewhere?a=b")
                .headers(Headers.of("X-Twice", "one", "X-Twice", "two", "Host", "spoofed", "content-length", "9"))
                .body("äö".getBytes(StandardCharsets.UTF_8))
                .build();
    }

    private static void echo(HttpExchange exchange) throws IOException {
        List<String> twice = exchange.getRequestHeaders().get("X-Twice");
        String text = exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + twice + " size="
                + exchange.getRequestHeaders().getFirst("Content-Length") + " "
                + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("X-Echo", "yes");
        exchange.sendResponseHeaders(202, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
