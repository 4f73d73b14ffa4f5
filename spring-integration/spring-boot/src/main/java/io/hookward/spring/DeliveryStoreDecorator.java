package io.hookward.spring;

import io.hookward.claim.DeliveryStore;

/**
 * Puts a store in front of the one that the application has, for instance to measure its calls. Beans of this type are applied
 * in their order, the last one outermost, when the receiver is built.
 */
@FunctionalInterface
public interface DeliveryStoreDecorator {
    /**
     * A store that passes its calls on to another.
     *
     * @param store the store of the application, or what another decorator put in front of it
     * @return the store that the receiver asks
     */
    DeliveryStore decorate(DeliveryStore store);
}
