package io.hookward.testkit;

import java.time.Duration;

/** The contract on a {@link MapStore}, honest or broken. Abstract or nested, so that the build does not run it by itself. */
abstract class MapStoreContract extends DeliveryStoreContract {

    private final MapStore store;

    MapStoreContract(MapStore store) {
        this.store = store;
    }

    @Override
    protected final MapStore store() {
        return store;
    }

    @Override
    protected final void advance(Duration duration) {
        store.nanos.addAndGet(duration.toNanos());
    }

    @Override
    protected final int rounds() {
        return 200;
    }
}
