package io.hookward.spring.properties;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The store in Redis.
 *
 * @param url Servers of its own: redis://, rediss://, redis-sentinel:// or redis-cluster://. The application's Redis unless set.
 * @param prefix What the names of all keys begin with.
 * @param waitForReplicas How many replicas must have a claim before it counts.
 * @param spread Endpoints whose keys a cluster may spread over all slots.
 */
@ConfigurationProperties(value = "hookward.store.redis", ignoreUnknownFields = false)
public record RedisStoreProperties(
        @Nullable String url,
        @DefaultValue("hookward:") String prefix,
        @DefaultValue("0") int waitForReplicas,
        @DefaultValue List<String> spread) {}
