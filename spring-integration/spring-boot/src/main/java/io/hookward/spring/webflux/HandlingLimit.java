package io.hookward.spring.webflux;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * Bounds how many deliveries of one endpoint its listeners handle at the same time: slow listeners of one endpoint take
 * nothing from another. Safe for use by several threads.
 */
final class HandlingLimit {
    private final Map<String, Semaphore> places = new ConcurrentHashMap<>();
    private final int atOnce;

    HandlingLimit(int atOnce) {
        this.atOnce = atOnce;
    }

    int atOnce() {
        return atOnce;
    }

    /** Whether one more delivery may be handled; the caller {@linkplain #leave leaves} afterwards. */
    boolean enter(String endpoint) {
        return places(endpoint).tryAcquire();
    }

    void leave(String endpoint) {
        places(endpoint).release();
    }

    private Semaphore places(String endpoint) {
        return places.computeIfAbsent(endpoint, unknown -> new Semaphore(atOnce));
    }
}
