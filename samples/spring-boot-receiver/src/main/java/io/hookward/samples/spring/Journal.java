package io.hookward.samples.spring;

import io.hookward.request.Delivery;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Where a real application would do its work: here it counts, and writes a line. */
@Component
class Journal {
    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);

    private final ConcurrentMap<String, Integer> handled = new ConcurrentHashMap<>();

    void write(Delivery delivery, String what) {
        handled.merge(delivery.endpoint(), 1, Integer::sum);
        LOG.info("{} {}: {}", delivery.endpoint(), delivery.eventType().orElse("-"), what);
    }

    Map<String, Integer> handled() {
        return Map.copyOf(handled);
    }
}
