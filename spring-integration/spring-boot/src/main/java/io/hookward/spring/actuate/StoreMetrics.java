package io.hookward.spring.actuate;

import io.hookward.claim.CaffeineDeliveryStore;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/** Meters of the store in memory. */
public final class StoreMetrics implements MeterBinder {
    private final CaffeineDeliveryStore store;

    /** Metrics of a store. */
    public StoreMetrics(CaffeineDeliveryStore store) {
        this.store = store;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("hookward.store.size", store, CaffeineDeliveryStore::size)
                .description("Keys held, in flight and done")
                .register(registry);
        Gauge.builder("hookward.store.capacity", store, CaffeineDeliveryStore::capacity)
                .description("Keys that may be held")
                .register(registry);
        FunctionCounter.builder("hookward.store.evicted", store, CaffeineDeliveryStore::evictedUnexpired)
                .description("Done keys forgotten before their retention ended, for lack of room")
                .register(registry);
    }
}
