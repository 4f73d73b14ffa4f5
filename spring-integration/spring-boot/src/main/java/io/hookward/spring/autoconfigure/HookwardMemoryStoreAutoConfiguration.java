package io.hookward.spring.autoconfigure;

import io.hookward.claim.CaffeineDeliveryStore;
import io.hookward.claim.DeliveryStore;
import io.hookward.spring.properties.MemoryStoreProperties;
import io.hookward.spring.properties.PropertySection;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * The store in memory, for applications without another {@link DeliveryStore}. The auto-configuration of another store comes
 * before this one.
 */
@AutoConfiguration(before = HookwardAutoConfiguration.class)
@ConditionalOnBooleanProperty(name = "hookward.enabled", matchIfMissing = true)
@EnableConfigurationProperties(MemoryStoreProperties.class)
public final class HookwardMemoryStoreAutoConfiguration {
    HookwardMemoryStoreAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean(DeliveryStore.class)
    CaffeineDeliveryStore webhookDeliveryStore(MemoryStoreProperties properties) {
        return new PropertySection("hookward.store")
                .get(
                        "capacity",
                        () -> CaffeineDeliveryStore.builder()
                                .capacity(properties.capacity())
                                .whenFull(properties.whenFull())
                                .build(),
                        "Choose at least 1");
    }
}
