package io.hookward.testkit.check;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
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
 * A receiver that somebody wrote by hand, without this library, correct or with one flaw. It wants the hex HMAC-SHA256 of
 * timestamp, dot and body.
 */
final class ForeignReceiver implements AutoCloseable {
    static final String SIGNATURE = "X-Signature";
    static final String TIMESTAMP = "X-Timestamp";
    static final String ID = "X-Id";
    static final int MAX_BODY = 2000;

    private static final String PATH = "/hook";
    private static final int TOLERANCE_S = 300;
    private static final JsonMapper MAPPER = new JsonMapper();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final byte[] secret;
    private final Set<Flaw> flaws;
    private final Map<String, State> states = new ConcurrentHashMap<>();
    private final Map<String, String> idBySignature = new ConcurrentHashMap<>();
    private final Map<String, Integer> attempts = new ConcurrentHashMap<>();
    private final AtomicLong handled = new AtomicLong();

    /** What can be wrong with a receiver. */
    enum Flaw {
        NO_DEDUPLICATION,
        DONE_BEFORE_HANDLED,
        ACKNOWLEDGED_IN_FLIGHT,
        BODY_WRITTEN_ANEW,
        STALE_ACCEPTED,
        FUTURE_ACCEPTED,
        PREFIX_COMPARED,
        SHORTER_COMPARED,
        UNBOUNDED_BODY,
        UNSIGNED_ACCEPTED,
        EXCEPTION_ON_ODD_TIMESTAMP,
        ANY_METHOD,
        UNVERIFIED_BELOW_PATH,
        REPLAY_ACCEPTED
    }

    private enum State {
        IN_FLIGHT,
        DONE
    }

    ForeignReceiver(byte[] secret, Flaw... flaws) throws IOException {
        this.secret = secret.clone();
        this.flaws = flaws.length == 0 ? Set.of() : EnumSet.copyOf(Arrays.asList(flaws));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + PATH);
    }

    long handledCount() {
        return handled.get();
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
        String path = exchange.getRequestURI().getRawPath();
        if (!path.equals(PATH)) {
            return has(Flaw.UNVERIFIED_BELOW_PATH) && path.startsWith(PATH) ? handle(MAPPER.readTree("{}")) : 404;
        }
        if (!exchange.getRequestMethod().equals("POST") && !has(Flaw.ANY_METHOD)) {
            return 405;
        }
        byte[] body = exchange.getRequestBody().readNBytes(has(Flaw.UNBOUNDED_BODY) ? Integer.MAX_VALUE : MAX_BODY + 1);
        if (body.length > MAX_BODY && !has(Flaw.UNBOUNDED_BODY)) {
            return 413;
        }
        String signature = exchange.getRequestHeaders().getFirst(SIGNATURE);
        String timestamp = exchange.getRequestHeaders().getFirst(TIMESTAMP);
        String id = exchange.getRequestHeaders().getFirst(ID);
        if (!isFresh(timestamp) || !isGenuine(signature, timestamp, body)) {
            return 400;
        }
        if (signature != null
                && !id.equals(idBySignature.computeIfAbsent(signature, first -> id))
                && !has(Flaw.REPLAY_ACCEPTED)) {
            return 400;
        }
        return once(id, MAPPER.readTree(body));
    }

    private boolean isGenuine(String signature, String timestamp, byte[] body) throws GeneralSecurityException {
        if (signature == null) {
            return has(Flaw.UNSIGNED_ACCEPTED);
        }
        byte[] signed = has(Flaw.BODY_WRITTEN_ANEW) ? MAPPER.writeValueAsBytes(MAPPER.readTree(body)) : body;
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret, "HmacSHA256"));
        mac.update((timestamp + ".").getBytes(StandardCharsets.UTF_8));
        String right = HexFormat.of().formatHex(mac.doFinal(signed));
        if (has(Flaw.PREFIX_COMPARED)) {
            return signature.regionMatches(0, right, 0, 8);
        }
        if (has(Flaw.SHORTER_COMPARED)) {
            return right.startsWith(signature);
        }
        return MessageDigest.isEqual(
                right.getBytes(StandardCharsets.UTF_8), signature.getBytes(StandardCharsets.UTF_8));
    }

    private boolean isFresh(String timestamp) {
        if (!has(Flaw.EXCEPTION_ON_ODD_TIMESTAMP) && (timestamp == null || !timestamp.matches("[0-9]{1,12}"))) {
            return false;
        }
        long age = Instant.now().getEpochSecond() - Long.parseLong(timestamp);
        return (age <= TOLERANCE_S || has(Flaw.STALE_ACCEPTED)) && (age >= -TOLERANCE_S || has(Flaw.FUTURE_ACCEPTED));
    }

    private int once(String id, JsonNode body) {
        if (has(Flaw.NO_DEDUPLICATION)) {
            return handle(body);
        }
        State earlier = states.putIfAbsent(id, has(Flaw.DONE_BEFORE_HANDLED) ? State.DONE : State.IN_FLIGHT);
        if (earlier == State.IN_FLIGHT) {
            return has(Flaw.ACKNOWLEDGED_IN_FLIGHT) ? 200 : 409;
        }
        if (earlier == State.DONE) {
            return 200;
        }
        int status = handle(body);
        if (status == 200) {
            states.put(id, State.DONE);
        } else if (!has(Flaw.DONE_BEFORE_HANDLED)) {
            states.remove(id);
        }
        return status;
    }

    /** The application: does what the probe asks for. */
    private int handle(JsonNode body) {
        JsonNode probe = body.path("probe");
        try {
            new CountDownLatch(1).await(probe.path("sleep_ms").asLong(0), TimeUnit.MILLISECONDS);
        } catch (InterruptedException closing) {
            return 503;
        }
        int attempt = attempts.merge(probe.path("key").asString(""), 1, Integer::sum);
        if (attempt <= probe.path("fail").asInt(0)) {
            return 500;
        }
        handled.incrementAndGet();
        return 200;
    }

    private boolean has(Flaw flaw) {
        return flaws.contains(flaw);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
