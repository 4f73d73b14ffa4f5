package io.hookward.spring.properties;

import io.hookward.claim.WhenFull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The store in memory, which remembers claims if the application has no other store.
 *
 * @param capacity How many delivery ids are remembered at most.
 * @param whenFull What happens to a new delivery when there is no room to remember it.
 */
@ConfigurationProperties(value = "hookward.store", ignoreUnknownFields = false)
public record MemoryStoreProperties(
        @DefaultValue("1000000") long capacity,
        @DefaultValue("refuse") WhenFull whenFull) {}
