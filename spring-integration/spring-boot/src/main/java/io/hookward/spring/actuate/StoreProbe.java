package io.hookward.spring.actuate;

import io.hookward.claim.CaffeineDeliveryStore;
import io.hookward.claim.DeliveryStore;
import io.hookward.spring.actuate.WebhooksDescriptor.StoreDescriptor;

/** Asks a store whether it answers, without changing anything in it. */
final class StoreProbe {
    private StoreProbe() {}

    static boolean isReachable(DeliveryStore store) {
        try {
            store.ping();
            return true;
        } catch (RuntimeException unreachable) {
            return false;
        }
    }

    static StoreDescriptor describe(DeliveryStore store) {
        String type = store.getClass().getSimpleName();
        if (store instanceof CaffeineDeliveryStore memory) {
            return new StoreDescriptor(type, true, memory.size(), memory.capacity(), memory.evictedUnexpired());
        }
        return new StoreDescriptor(type, isReachable(store), null, null, null);
    }
}
