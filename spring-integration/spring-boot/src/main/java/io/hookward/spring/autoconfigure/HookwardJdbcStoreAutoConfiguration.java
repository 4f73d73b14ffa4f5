package io.hookward.spring.autoconfigure;

import io.hookward.claim.BoundedDeliveryStore;
import io.hookward.claim.DeliveryStore;
import io.hookward.claim.DeliveryStoreException;
import io.hookward.claim.PeriodicPurge;
import io.hookward.jdbc.JdbcDeliveryStore;
import io.hookward.spring.WebhookConfigurationException;
import io.hookward.spring.properties.JdbcStoreProperties;
import io.hookward.spring.properties.PropertySection;
import io.hookward.spring.properties.StoreProperties;
import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.env.Environment;

/** The store in the application's database, if {@code hookward-jdbc} is on the class path. */
@AutoConfiguration(
        before = HookwardAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
            "org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration"
        })
@ConditionalOnBooleanProperty(name = "hookward.enabled", matchIfMissing = true)
@ConditionalOnClass(JdbcDeliveryStore.class)
@Conditional(OnStoreType.Jdbc.class)
@ConditionalOnMissingBean(DeliveryStore.class)
@EnableConfigurationProperties({StoreProperties.class, JdbcStoreProperties.class})
public final class HookwardJdbcStoreAutoConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(HookwardJdbcStoreAutoConfiguration.class);
    private static final Duration LARGE_SKEW = Duration.ofSeconds(30);

    HookwardJdbcStoreAutoConfiguration() {}

    @Bean
    @DependsOnDatabaseInitialization
    BoundedDeliveryStore webhookDeliveryStore(
            StoreProperties properties,
            JdbcStoreProperties jdbc,
            ObjectProvider<DataSource> dataSources,
            Environment environment,
            ConfigurableListableBeanFactory beans) {
        SharedStores.requireDecision(environment, beans);
        DataSource dataSource = dataSources.getIfUnique();
        if (dataSource == null) {
            throw new WebhookConfigurationException(
                    "hookward.store.type",
                    "claims are to be kept in the application's database, but there is not exactly one DataSource",
                    "Configure spring.datasource.url, mark one of several as @Primary, or set it to memory");
        }
        int poolSize = PoolSize.of(dataSource);
        Integer calls = properties.maxCalls();
        if (calls != null && poolSize > 0 && calls > poolSize) {
            LOG.warn(
                    "hookward.store.max-calls is {}, but the pool has {} connections: calls beyond them wait for one",
                    calls,
                    poolSize);
        }
        JdbcDeliveryStore store = store(properties, jdbc, dataSource);
        warnOfSkew(store);
        return SharedStores.bounded(store, properties, poolSize);
    }

    private static JdbcDeliveryStore store(
            StoreProperties properties, JdbcStoreProperties jdbc, DataSource dataSource) {
        PropertySection at = new PropertySection("hookward.store.jdbc");
        JdbcDeliveryStore.Builder builder = JdbcDeliveryStore.builder(dataSource);
        at.set("table", jdbc.table(), builder::table, "Write letters, digits and underscores");
        SharedStores.AT.set("max-wait", properties.maxWait(), builder::timeout, "Choose 10ms to 5m");
        if (jdbc.createTable()) {
            builder.createTable();
        }
        try {
            return builder.build();
        } catch (IllegalStateException unsuitable) {
            throw new WebhookConfigurationException(
                    at.property("table"),
                    String.valueOf(unsuitable.getMessage()),
                    "Add these statements to your migrations, or set hookward.store.jdbc.create-table: true");
        }
    }

    private static void warnOfSkew(JdbcDeliveryStore store) {
        try {
            Duration skew = store.clockSkew();
            if (skew.abs().compareTo(LARGE_SKEW) > 0) {
                LOG.warn(
                        "The database's clock and this process's differ by {}: signed timestamps are checked against the"
                                + " latter",
                        skew.abs());
            }
        } catch (DeliveryStoreException unreachable) {
            LOG.warn("The database's clock could not be read", unreachable);
        }
    }

    @Bean
    @Nullable
    PeriodicPurge webhookStorePurge(BoundedDeliveryStore webhookDeliveryStore, JdbcStoreProperties jdbc) {
        Duration interval = jdbc.purgeInterval();
        return interval.isZero()
                ? null
                : new PropertySection("hookward.store.jdbc")
                        .get(
                                "purge-interval",
                                () -> PeriodicPurge.every(interval, webhookDeliveryStore),
                                "Choose a positive duration, such as 10m, or 0");
    }
}
