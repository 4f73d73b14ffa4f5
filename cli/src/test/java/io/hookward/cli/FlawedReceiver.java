package io.hookward.cli;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A receiver as people write it by hand, without this library, right or with one flaw. It tells at {@code /processed} how
 * many deliveries it has handled.
 */
final class FlawedReceiver implements AutoCloseable {
    static final int MAX_BODY = 4000;

    /** How it signs, as a scheme file. */
    static final String SCHEME = """
        {
          "name": "acme",
          "signature": { "from": "header:X-Acme-Signature", "encoding": "hex" },
          "content": "{timestamp}.{body}",
          "timestamp": { "from": "header:X-Acme-Time", "unit": "seconds", "tolerance": "5m" },
          "deliveryId": "header:X-Acme-Id"
        }
        """;

    /** What is wrong with it. */
    enum Flaw {
        NONE,
        NO_DEDUPE,
        MARK_BEFORE_EFFECT,
        OK_WHILE_IN_FLIGHT,
        REWRITTEN_BODY,
        STALE_ACCEPTED,
        FUTURE_ACCEPTED,
        PREFIX_COMPARED,
        UNBOUNDED_BODY,
        UNSIGNED_ACCEPTED,
        FAILS_ON_ODD_HEADER
    }

    private enum State {
        IN_FLIGHT,
        DONE
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Flaw flaw;
    private final Map<String, State> states = new ConcurrentHashMap<>();
    private final Map<String, String> ids = new ConcurrentHashMap<>();
    private final Map<String, Integer> attempts = new ConcurrentHashMap<>();
    private final AtomicLong handled = new AtomicLong();

    FlawedReceiver(Flaw flaw) throws IOException {
        this.flaw = flaw;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/hook", this::answer);
        server.createContext("/processed", exchange -> {
            byte[] count = String.valueOf(handled.get()).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, count.length);
            exchange.getResponseBody().write(count);
            exchange.close();
        });
        server.start();
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private void answer(HttpExchange exchange) throws IOException {
        int status;
        try {
            status = status(exchange);
        } catch (RuntimeException | GeneralSecurityException broken) {
            status = 500;
        }
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    private int status(HttpExchange exchange) throws IOException, GeneralSecurityException {
        if (!exchange.getRequestURI().getRawPath().equals("/hook")) {
            return 404;
        }
        if (!exchange.getRequestMethod().equals("POST")) {
            return 405;
        }
        int most = flaw == Flaw.UNBOUNDED_BODY ? Integer.MAX_VALUE : MAX_BODY + 1;
        byte[] body = exchange.getRequestBody().readNBytes(most);
        if (body.length > MAX_BODY && flaw != Flaw.UNBOUNDED_BODY) {
            return 413;
        }
        Headers headers = exchange.getRequestHeaders();
        String signature = headers.getFirst("X-Acme-Signature");
        String time = headers.getFirst("X-Acme-Time");
        if (flaw != Flaw.FAILS_ON_ODD_HEADER && (time == null || !time.matches("[0-9]{1,12}"))) {
            return 401;
        }
        long age = Instant.now().getEpochSecond() - Long.parseLong(time);
        if (age > 300 && flaw != Flaw.STALE_ACCEPTED || age < -300 && flaw != Flaw.FUTURE_ACCEPTED) {
            return 401;
        }
        if (!isGenuine(signature, time, body)) {
            return 401;
        }
        String id = headers.getFirst("X-Acme-Id");
        if (signature != null && !id.equals(ids.computeIfAbsent(signature, first -> id))) {
            return 401;
        }
        return once(id, new JsonMapper().readTree(body));
    }

    private boolean isGenuine(String signature, String time, byte[] body) throws GeneralSecurityException {
        if (signature == null) {
            return flaw == Flaw.UNSIGNED_ACCEPTED;
        }
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Ran.SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        mac.update((time + ".").getBytes(StandardCharsets.UTF_8));
        JsonMapper json = new JsonMapper();
        String right = HexFormat.of()
                .formatHex(
                        mac.doFinal(flaw == Flaw.REWRITTEN_BODY ? json.writeValueAsBytes(json.readTree(body)) : body));
        return flaw == Flaw.PREFIX_COMPARED
                ? signature.length() > 8 && signature.substring(0, 8).equals(right.substring(0, 8))
                : MessageDigest.isEqual(
                        right.getBytes(StandardCharsets.UTF_8), signature.getBytes(StandardCharsets.UTF_8));
    }

    private int once(String id, JsonNode body) {
        if (flaw == Flaw.NO_DEDUPE) {
            return handle(body);
        }
        State earlier = states.putIfAbsent(id, flaw == Flaw.MARK_BEFORE_EFFECT ? State.DONE : State.IN_FLIGHT);
        if (earlier == State.IN_FLIGHT) {
            return flaw == Flaw.OK_WHILE_IN_FLIGHT ? 200 : 503;
        }
        if (earlier == State.DONE) {
            return 200;
        }
        int status = handle(body);
        if (status == 200) {
            states.put(id, State.DONE);
        } else if (flaw != Flaw.MARK_BEFORE_EFFECT) {
            states.remove(id);
        }
        return status;
    }

    private int handle(JsonNode body) {
        JsonNode probe = body.path("probe");
        try {
            new CountDownLatch(1).await(probe.path("sleep_ms").asLong(0), TimeUnit.MILLISECONDS);
        } catch (InterruptedException closing) {
            return 503;
        }
        if (attempts.merge(probe.path("key").asString(""), 1, Integer::sum)
                <= probe.path("fail").asInt(0)) {
            return 500;
        }
        handled.incrementAndGet();
        return 200;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
