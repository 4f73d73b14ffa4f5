package io.hookward.spring.autoconfigure;

import io.hookward.claim.BoundedDeliveryStore;
import io.hookward.claim.DeliveryStore;
import io.hookward.spring.WebhookConfigurationException;
import io.hookward.spring.properties.PropertySection;
import io.hookward.spring.properties.StoreProperties;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.env.Environment;

/** What the stores that instances share have in common. */
final class SharedStores {
    static final PropertySection AT = new PropertySection("hookward.store");

    private static final int MOST_CALLS = 32;

    private SharedStores() {}

    /** Refuses to choose one of two. */
    static void requireDecision(Environment environment, ConfigurableListableBeanFactory beans) {
        if (OnStoreType.isUndecided(environment, beans.getBeanClassLoader())) {
            throw new WebhookConfigurationException(
                    "hookward.store.type",
                    "both hookward-jdbc and hookward-redis are on the class path, and it does not say which to use",
                    "Set it to jdbc or redis, or remove one of the two modules");
        }
    }

    /**
     * A store that makes nobody wait for longer than the properties allow.
     *
     * @param atMost how many calls the store can have at once; 0 if it does not say
     */
    static BoundedDeliveryStore bounded(DeliveryStore store, StoreProperties properties, int atMost) {
        BoundedDeliveryStore.Builder builder = BoundedDeliveryStore.builder(store);
        AT.set("max-wait", properties.maxWait(), builder::maxWait, "Choose a positive duration, such as 500ms");
        Integer calls = properties.maxCalls();
        AT.set(
                "max-calls",
                calls != null ? calls : atMost > 0 ? Math.min(atMost, MOST_CALLS) : MOST_CALLS,
                builder::maxCalls,
                "Choose at least 1");
        return builder.build();
    }
}
