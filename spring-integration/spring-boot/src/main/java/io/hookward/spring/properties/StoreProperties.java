package io.hookward.spring.properties;

import io.hookward.claim.WhenFull;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The store that remembers claims, if the application has no bean of its own.
 *
 * @param type Where claims are kept: in memory unless hookward-jdbc or hookward-redis is on the class path. To be chosen if both are.
 * @param capacity How many delivery ids the store in memory remembers at most.
 * @param whenFull What the store in memory does with a new delivery when there is no room to remember it.
 * @param maxWait How long a delivery waits for a shared store at most.
 * @param maxCalls How many calls a shared store has at once at most; the size of the connection pool if it is known, else 32.
 */
@ConfigurationProperties(value = "hookward.store", ignoreUnknownFields = false)
public record StoreProperties(
        @Nullable StoreType type,
        @DefaultValue("1000000") long capacity,
        @DefaultValue("refuse") WhenFull whenFull,
        @DefaultValue("500ms") Duration maxWait,
        @Nullable Integer maxCalls) {}
