package io.hookward.samples.jetty;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.LongAdder;

/** How many deliveries were handled, by endpoint. Safe for use by several threads. */
final class Processed {
    private final Map<String, LongAdder> byEndpoint = new LinkedHashMap<>();

    Processed(Collection<String> endpoints) {
        endpoints.forEach(name -> byEndpoint.put(name, new LongAdder()));
    }

    void count(String endpoint) {
        LongAdder counter = byEndpoint.get(endpoint);
        if (counter != null) {
            counter.increment();
        }
    }

    long all() {
        return byEndpoint.values().stream().mapToLong(LongAdder::sum).sum();
    }

    /** The count of one endpoint, or empty if there is none of that name. */
    OptionalLong of(String endpoint) {
        LongAdder counter = byEndpoint.get(endpoint);
        return counter == null ? OptionalLong.empty() : OptionalLong.of(counter.sum());
    }
}
