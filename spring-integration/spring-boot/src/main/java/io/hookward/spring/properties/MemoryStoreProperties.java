package io.hookward.spring.properties;

import io.hookward.claim.WhenFull;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is remembered in memory.
 *
 * @param capacity How many delivery ids are remembered at most.
 * @param whenFull What happens to a new delivery when there is no room to remember it.
 */
public record MemoryStoreProperties(
        @DefaultValue("1000000") long capacity,
        @DefaultValue("refuse") WhenFull whenFull) {}
