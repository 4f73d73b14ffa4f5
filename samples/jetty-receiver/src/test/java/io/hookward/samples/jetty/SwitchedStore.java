package io.hookward.samples.jetty;

import io.hookward.claim.CaffeineDeliveryStore;
import io.hookward.claim.DeliveryStore;
import io.hookward.claim.DeliveryStoreException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicBoolean;

/** The store in memory, which can be out of reach. Safe for use by several threads. */
final class SwitchedStore {
    private final AtomicBoolean reachable = new AtomicBoolean(true);
    private final DeliveryStore inMemory = CaffeineDeliveryStore.builder().build();

    /** The store, whose every method fails while it is out of reach. */
    DeliveryStore store() {
        return (DeliveryStore) Proxy.newProxyInstance(
                DeliveryStore.class.getClassLoader(),
                new Class<?>[] {DeliveryStore.class},
                (proxy, method, arguments) -> {
                    if (!reachable.get()) {
                        throw new DeliveryStoreException("out of reach, for this test");
                    }
                    try {
                        return method.invoke(inMemory, arguments);
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    }
                });
    }

    void reachable(boolean now) {
        reachable.set(now);
    }
}
