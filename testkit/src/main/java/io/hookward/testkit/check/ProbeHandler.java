package io.hookward.testkit.check;

import io.hookward.DeliveryHandler;
import io.hookward.request.Delivery;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * A handler that does what the body asks for, for load and fault tests: with
 * <code>{"probe":{"key":"K","fail":N,"sleep_ms":M}}</code> in the body, it sleeps M milliseconds, at most ten minutes, and
 * then fails the first N attempts for K. Each part may be absent. Other deliveries are handled at once. Safe for use by
 * several threads.
 */
public final class ProbeHandler implements DeliveryHandler, Closeable {
    static final String FIELD = "/probe";
    static final String KEY = "key";
    static final String FAIL = "fail";
    static final String SLEEP_MS = "sleep_ms";

    private static final long LONGEST_SLEEP_MS = 600_000;

    private final ConcurrentMap<String, Integer> attempts = new ConcurrentHashMap<>();
    private final OutputStream processed;

    private ProbeHandler(OutputStream processed) {
        this.processed = processed;
    }

    /** A handler that keeps no record of what it handled. */
    public static ProbeHandler create() {
        return new ProbeHandler(OutputStream.nullOutputStream());
    }

    /**
     * A handler that appends each key to this file, as a line of its own, once the probe is handled. The line has been given
     * to the operating system when {@link #handle} returns, so that it outlives this process.
     *
     * @throws IOException if the file can neither be opened nor created
     */
    public static ProbeHandler appendingTo(Path file) throws IOException {
        return new ProbeHandler(Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
    }

    /**
     * Does what the probe in the body asks for.
     *
     * @throws ProbeFailure if the probe asks for that
     * @throws IOException if the file cannot be written
     * @throws InterruptedException if the sleep was interrupted
     */
    @Override
    public void handle(Delivery delivery) throws ProbeFailure, IOException, InterruptedException {
        JsonNode probe = probe(delivery);
        if (!probe.isObject()) {
            return;
        }
        String key = probe.path(KEY).asString("");
        TimeUnit.MILLISECONDS.sleep(Math.min(probe.path(SLEEP_MS).asLong(0), LONGEST_SLEEP_MS));
        int failures = probe.path(FAIL).asInt(0);
        // Keys that never fail are not remembered: a load test has millions of them.
        if (failures > 0 && attempts.merge(key, 1, Integer::sum) <= failures) {
            throw new ProbeFailure();
        }
        if (!key.isEmpty()) {
            append(key);
        }
    }

    private static JsonNode probe(Delivery delivery) {
        try {
            return delivery.json().at(FIELD);
        } catch (JacksonException notJson) {
            return MissingNode.getInstance();
        }
    }

    private synchronized void append(String key) throws IOException {
        String line = key.replace('\n', ' ').replace('\r', ' ') + "\n";
        processed.write(line.getBytes(StandardCharsets.UTF_8));
    }

    /** Closes the file. */
    @Override
    public synchronized void close() throws IOException {
        processed.close();
    }
}
