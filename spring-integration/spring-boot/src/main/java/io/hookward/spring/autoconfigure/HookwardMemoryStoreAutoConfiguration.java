package io.hookward.spring.autoconfigure;

import io.hookward.claim.CaffeineDeliveryStore;
import io.hookward.claim.DeliveryStore;
import io.hookward.spring.properties.StoreProperties;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;

/** The store in memory, for applications without another {@link DeliveryStore}. */
@AutoConfiguration(before = HookwardAutoConfiguration.class)
@ConditionalOnBooleanProperty(name = "hookward.enabled", matchIfMissing = true)
@Conditional(OnStoreType.Memory.class)
@EnableConfigurationProperties(StoreProperties.class)
public final class HookwardMemoryStoreAutoConfiguration {
    HookwardMemoryStoreAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean(DeliveryStore.class)
    CaffeineDeliveryStore webhookDeliveryStore(StoreProperties properties) {
        return SharedStores.AT.get(
                "capacity",
                () -> CaffeineDeliveryStore.builder()
                        .capacity(properties.capacity())
                        .whenFull(properties.whenFull())
                        .build(),
                "Choose at least 1");
    }
}
