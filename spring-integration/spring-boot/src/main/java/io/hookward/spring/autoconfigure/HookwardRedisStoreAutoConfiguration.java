package io.hookward.spring.autoconfigure;

import io.hookward.claim.BoundedDeliveryStore;
import io.hookward.claim.DeliveryStore;
import io.hookward.redis.RedisDeliveryStore;
import io.hookward.redis.RedisDeliveryStoreBuilder;
import io.hookward.spring.WebhookConfigurationException;
import io.hookward.spring.properties.PropertySection;
import io.hookward.spring.properties.RedisStoreProperties;
import io.hookward.spring.properties.StoreProperties;
import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.RedisClient;
import io.lettuce.core.cluster.RedisClusterClient;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.env.Environment;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.util.ClassUtils;

/** The store in Redis, if {@code hookward-redis} is on the class path. */
@AutoConfiguration(
        before = HookwardAutoConfiguration.class,
        after = HookwardJdbcStoreAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration",
            "org.springframework.boot.autoconfigure.data.redis.RedisAutoConfiguration"
        })
@ConditionalOnBooleanProperty(name = "hookward.enabled", matchIfMissing = true)
@ConditionalOnClass(RedisDeliveryStore.class)
@Conditional(OnStoreType.Redis.class)
@ConditionalOnMissingBean(DeliveryStore.class)
@EnableConfigurationProperties({StoreProperties.class, RedisStoreProperties.class})
public final class HookwardRedisStoreAutoConfiguration {
    HookwardRedisStoreAutoConfiguration() {}

    /** A bean of its own, so that it is closed. */
    @Bean(defaultCandidate = false)
    RedisDeliveryStore webhookRedisStore(
            StoreProperties properties,
            RedisStoreProperties redis,
            Environment environment,
            ConfigurableListableBeanFactory beans) {
        SharedStores.requireDecision(environment, beans);
        PropertySection at = new PropertySection("hookward.store.redis");
        RedisDeliveryStoreBuilder builder = RedisDeliveryStore.builder();
        if (redis.url() != null) {
            at.set("url", redis.url(), builder::url, "Write it as redis://localhost:6379");
        } else {
            client(builder, beans);
        }
        at.set("prefix", redis.prefix(), builder::prefix, "Write printable ASCII characters");
        SharedStores.AT.set("max-wait", properties.maxWait(), builder::timeout, "Choose 10ms to 1m");
        at.set("wait-for-replicas", redis.waitForReplicas(), builder::waitForReplicas, "Choose 0 or more");
        builder.spread(redis.spread().toArray(String[]::new));
        return builder.build();
    }

    private static void client(RedisDeliveryStoreBuilder builder, ConfigurableListableBeanFactory beans) {
        AbstractRedisClient client = applicationsClient(beans);
        if (client instanceof RedisClusterClient cluster) {
            builder.client(cluster);
        } else if (client instanceof RedisClient single) {
            builder.client(single);
        } else {
            throw new WebhookConfigurationException(
                    "hookward.store.redis.url",
                    "claims are to be kept in Redis, but the application has no client of Lettuce, and no URL is set",
                    "Set it, such as redis://localhost:6379; or configure spring.data.redis");
        }
    }

    private static @Nullable AbstractRedisClient applicationsClient(ConfigurableListableBeanFactory beans) {
        AbstractRedisClient own =
                beans.getBeanProvider(AbstractRedisClient.class).getIfUnique();
        boolean springData = ClassUtils.isPresent(
                "org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory",
                beans.getBeanClassLoader());
        return own == null && springData ? SpringData.client(beans) : own;
    }

    @Bean
    BoundedDeliveryStore webhookDeliveryStore(
            @Qualifier("webhookRedisStore") RedisDeliveryStore store, StoreProperties properties) {
        return SharedStores.bounded(store, properties, 0);
    }

    private static final class SpringData {
        private static @Nullable AbstractRedisClient client(ConfigurableListableBeanFactory beans) {
            ObjectProvider<LettuceConnectionFactory> factories = beans.getBeanProvider(LettuceConnectionFactory.class);
            LettuceConnectionFactory factory = factories.getIfUnique();
            return factory == null ? null : factory.getNativeClient();
        }
    }
}
