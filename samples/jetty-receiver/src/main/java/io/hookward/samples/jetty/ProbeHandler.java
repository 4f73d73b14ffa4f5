package io.hookward.samples.jetty;

import io.hookward.DeliveryHandler;
import io.hookward.request.Delivery;
import java.io.IOException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * Does what the body asks for, for load and fault tests: with <code>{"probe":{"key":"K","fail":N,"sleep_ms":M}}</code> it
 * sleeps M milliseconds, and then fails the first N attempts for K. Other deliveries are handled at once. Safe for use by
 * several threads.
 */
final class ProbeHandler implements DeliveryHandler {
    private static final long LONGEST_SLEEP_MS = 600_000;

    private final ConcurrentMap<String, Integer> attempts = new ConcurrentHashMap<>();
    private final ProcessedFile processedFile;

    ProbeHandler(ProcessedFile processedFile) {
        this.processedFile = processedFile;
    }

    @Override
    public void handle(Delivery delivery) throws ProbeFailure, IOException, InterruptedException {
        JsonNode probe = probe(delivery);
        if (!probe.isObject()) {
            return;
        }
        String key = probe.path("key").asString("");
        TimeUnit.MILLISECONDS.sleep(Math.min(probe.path("sleep_ms").asLong(0), LONGEST_SLEEP_MS));
        int failures = probe.path("fail").asInt(0);
        // Nothing is remembered of keys that never fail: a load test has millions of them.
        if (failures > 0 && attempts.merge(key, 1, Integer::sum) <= failures) {
            throw new ProbeFailure();
        }
        if (!key.isEmpty()) {
            processedFile.append(key);
        }
    }

    private static JsonNode probe(Delivery delivery) {
        try {
            return delivery.json().path("probe");
        } catch (JacksonException notJson) {
            return MissingNode.getInstance();
        }
    }
}
