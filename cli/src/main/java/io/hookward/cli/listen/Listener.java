package io.hookward.cli.listen;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.hookward.cli.FailedException;
import io.hookward.request.Headers;
import io.hookward.request.WebhookRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** A server on the loopback address that hands each request to a handler as raw as it came. */
public final class Listener implements AutoCloseable {
    private static final int THREADS = 8;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final int maxBody;
    private final Handler handler;
    private final Runnable afterEach;

    /** Decides about requests. Called by several threads. */
    @FunctionalInterface
    public interface Handler {
        /** The answer to a request. */
        Answered handle(Received received) throws InterruptedException;
    }

    /**
     * A request.
     *
     * @param request the request; its URL is that of this listener
     * @param target the path and query as they came
     * @param at when
     */
    public record Received(WebhookRequest request, String target, Instant at) {
        /** In the form that {@code hookward verify} reads. */
        public Map<String, Object> json() {
            Map<String, List<String>> headers = new LinkedHashMap<>();
            for (String name : request.headers().names()) {
                headers.put(name, request.headers().values(name));
            }
            byte[] body = new byte[request.length()];
            request.body().get(body);
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("receivedAt", at.toString());
            json.put("method", request.method());
            json.put("url", request.url());
            json.put("target", target);
            json.put("headers", headers);
            json.put("body_b64", Base64.getEncoder().encodeToString(body));
            return json;
        }
    }

    /**
     * An answer.
     *
     * @param status the HTTP status
     * @param headers the headers
     * @param body the body
     */
    public record Answered(int status, Map<String, List<String>> headers, byte[] body) {}

    private Listener(HttpServer server, int maxBody, Handler handler, Runnable afterEach) {
        this.server = server;
        this.maxBody = maxBody;
        this.handler = handler;
        this.afterEach = afterEach;
    }

    /**
     * Starts listening.
     *
     * @param port 0 for any free one
     * @param maxBody larger bodies are answered with 413
     * @param afterEach runs once a request has been answered
     * @throws FailedException if the port is taken
     */
    public static Listener start(int port, int maxBody, Handler handler, Runnable afterEach) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            Listener listener = new Listener(server, maxBody, handler, afterEach);
            server.setExecutor(listener.threads);
            server.createContext("/", listener::answer);
            server.start();
            return listener;
        } catch (IOException taken) {
            throw new FailedException("Port " + port + " cannot be used: " + taken.getMessage());
        }
    }

    /** Where it listens. */
    public int port() {
        return server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try {
            Received received = received(exchange);
            if (received == null) {
                exchange.sendResponseHeaders(413, -1);
                return;
            }
            Answered answer = handler.handle(received);
            answer.headers()
                    .forEach((name, values) -> exchange.getResponseHeaders().put(name, new ArrayList<>(values)));
            exchange.sendResponseHeaders(answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
            exchange.getResponseBody().write(answer.body());
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException broken) {
            exchange.sendResponseHeaders(500, -1);
        } finally {
            exchange.close();
            afterEach.run();
        }
    }

    private @Nullable Received received(HttpExchange exchange) throws IOException {
        byte[] body;
        try (InputStream in = exchange.getRequestBody()) {
            body = in.readNBytes(maxBody + 1);
        }
        if (body.length > maxBody) {
            return null;
        }
        String target = exchange.getRequestURI().toString();
        String host = exchange.getRequestHeaders().getFirst("Host");
        WebhookRequest request = WebhookRequest.builder()
                .method(exchange.getRequestMethod())
                .url("http://" + (host == null ? "127.0.0.1:" + port() : host) + target)
                .headers(Headers.of(exchange.getRequestHeaders()))
                .body(body)
                .build();
        return new Received(request, target, Instant.now());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
