package io.hookward.spring.app;

import io.hookward.request.WebhookRequest;
import io.hookward.scheme.SignatureScheme;
import io.hookward.secret.Secret;
import io.hookward.sign.WebhookSigner;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;

/** Talks to the application as providers and browsers do. */
final class Http {
    private final HttpClient client =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    private final int port;

    Http(int port) {
        this.port = port;
    }

    /** A request that a provider would send, signed. */
    static WebhookRequest signed(SignatureScheme scheme, String secret, String id, String event, String body) {
        return WebhookSigner.of(scheme, Secret.of(secret))
                .draft()
                .id(id)
                .eventType(event)
                .body(body.getBytes(StandardCharsets.UTF_8))
                .sign();
    }

    HttpResponse<String> deliver(String path, WebhookRequest request) {
        return deliver(path, request, "application/json");
    }

    HttpResponse<String> deliver(String path, WebhookRequest request, String contentType) {
        byte[] body = new byte[request.body().remaining()];
        request.body().get(body);
        HttpRequest.Builder http = post(path, contentType, body);
        request.headers()
                .names()
                .forEach(name -> request.headers().values(name).forEach(value -> http.header(name, value)));
        return send(http);
    }

    /** The first line of the answer to a head that announces a body and sends none of it. */
    String announce(String path, WebhookRequest request, long length) {
        StringBuilder head =
                new StringBuilder("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + length);
        request.headers()
                .names()
                .forEach(name -> head.append("\r\n")
                        .append(name)
                        .append(": ")
                        .append(request.headers().first(name)));
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(head.append("\r\n\r\n").toString().getBytes(StandardCharsets.US_ASCII));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    HttpResponse<String> form(String path, Map<String, String> fields) {
        String body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .reduce((a, b) -> a + "&" + b)
                .orElse("");
        return send(post(path, "application/x-www-form-urlencoded", body.getBytes(StandardCharsets.UTF_8)));
    }

    HttpResponse<String> get(String path) {
        return send(request(path));
    }

    HttpResponse<String> getAsUser(String path) {
        return send(asUser(request(path)));
    }

    HttpResponse<String> deleteAsUser(String path) {
        return send(asUser(request(path)).DELETE());
    }

    HttpResponse<String> delete(String path) {
        return send(request(path).DELETE());
    }

    private static HttpRequest.Builder asUser(HttpRequest.Builder request) {
        String user = Base64.getEncoder().encodeToString("user:password-of-the-user".getBytes(StandardCharsets.UTF_8));
        return request.header("Authorization", "Basic " + user);
    }

    private HttpRequest.Builder post(String path, String contentType, byte[] body) {
        return request(path).header("Content-Type", contentType).POST(BodyPublishers.ofByteArray(body));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("User-Agent", "test")
                .timeout(Duration.ofSeconds(30));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
