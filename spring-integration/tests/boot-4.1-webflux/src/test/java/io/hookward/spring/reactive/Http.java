package io.hookward.spring.reactive;

import io.hookward.request.Headers;
import io.hookward.request.WebhookRequest;
import io.hookward.testkit.HttpAnswer;
import io.hookward.testkit.HttpSender;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Talks to the application as providers and browsers do; keeps a session. */
final class Http {
    private final int port;
    private final Map<String, String> cookies = new LinkedHashMap<>();

    Http(int port) {
        this.port = port;
    }

    /** On a new connection: on one in use Reactor Netty up to 1.3.7 may leave a request waiting (reactor-netty 4361). */
    HttpSender to(String path) {
        return HttpSender.to("http://127.0.0.1:" + port + path);
    }

    HttpAnswer deliver(String path, WebhookRequest request) throws Exception {
        return to(path).send(request);
    }

    HttpAnswer get(String path) throws Exception {
        return browse("GET", path, Map.of(), "");
    }

    HttpAnswer getAsUser(String path) throws Exception {
        String user = Base64.getEncoder().encodeToString("user:password-of-the-user".getBytes(StandardCharsets.UTF_8));
        return browse("GET", path, Map.of("Authorization", "Basic " + user), "");
    }

    HttpAnswer form(String path, String body) throws Exception {
        return browse("POST", path, Map.of("Content-Type", "application/x-www-form-urlencoded"), body);
    }

    private HttpAnswer browse(String method, String path, Map<String, String> headers, String body) throws Exception {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put("Accept", "text/html,application/json");
        if (!cookies.isEmpty()) {
            all.put(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        HttpAnswer answer = to(path).send(WebhookRequest.builder()
                .method(method)
                .headers(Headers.of(all.entrySet().stream()
                        .flatMap(header -> Stream.of(header.getKey(), header.getValue()))
                        .toArray(String[]::new)))
                .body(body.getBytes(StandardCharsets.UTF_8))
                .build());
        answer.headers().values("Set-Cookie").forEach(cookie -> {
            String[] pair = cookie.split(";", 2)[0].split("=", 2);
            cookies.put(pair[0], pair[1]);
        });
        return answer;
    }

    /** The first line of the answer to a head that announces a body and sends none of it. */
    String announce(String path, WebhookRequest request, long length) throws IOException {
        String head = "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + length
                + request.headers().names().stream()
                        .map(name -> "\r\n" + name + ": " + request.headers().first(name))
                        .collect(Collectors.joining());
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write((head + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
        }
    }
}
