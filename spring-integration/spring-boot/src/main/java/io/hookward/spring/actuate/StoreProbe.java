package io.hookward.spring.actuate;

import io.hookward.claim.CaffeineDeliveryStore;
import io.hookward.claim.ClaimKey;
import io.hookward.claim.DeliveryStore;
import io.hookward.spring.actuate.WebhooksDescriptor.StoreDescriptor;

/** Asks a store whether it answers, without changing anything in it. */
final class StoreProbe {
    /** Never claimed: an endpoint's name does not begin with a dot. */
    private static final ClaimKey NOBODYS = new ClaimKey(".probe", ClaimKey.Kind.DELIVERY, "probe");

    private StoreProbe() {}

    static boolean isReachable(DeliveryStore store) {
        try {
            store.forget(NOBODYS);
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
