package io.hookward.spring.autoconfigure;

import io.hookward.WebhookReceiver;
import io.hookward.claim.CaffeineDeliveryStore;
import io.hookward.spring.DeliveryStoreDecorator;
import io.hookward.spring.actuate.StoreMetrics;
import io.hookward.spring.actuate.TimedDeliveryStore;
import io.hookward.spring.actuate.WebhookMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Metrics, if the application has Micrometer. */
@AutoConfiguration(
        after = {HookwardAutoConfiguration.class, HookwardMemoryStoreAutoConfiguration.class},
        afterName = {
            "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration",
            "org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration",
            "org.springframework.boot.actuate.autoconfigure.metrics.CompositeMeterRegistryAutoConfiguration",
            "org.springframework.boot.actuate.autoconfigure.metrics.export.simple.SimpleMetricsExportAutoConfiguration"
        })
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean({WebhookReceiver.class, MeterRegistry.class})
public final class HookwardMetricsAutoConfiguration {
    HookwardMetricsAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    WebhookMetrics webhookMetrics(MeterRegistry registry, @Qualifier("hookwardClock") ObjectProvider<Clock> clock) {
        return new WebhookMetrics(registry, clock.getIfAvailable(Clock::systemUTC));
    }

    @Bean
    DeliveryStoreDecorator webhookStoreTimers(MeterRegistry registry) {
        return store -> new TimedDeliveryStore(store, registry);
    }

    @Bean
    @ConditionalOnBean(CaffeineDeliveryStore.class)
    @ConditionalOnMissingBean
    StoreMetrics webhookStoreMetrics(CaffeineDeliveryStore store) {
        return new StoreMetrics(store);
    }
}
