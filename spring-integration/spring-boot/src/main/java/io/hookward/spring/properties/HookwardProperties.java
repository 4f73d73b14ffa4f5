package io.hookward.spring.properties;

import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.ImportRuntimeHints;

/**
 * What can be configured below {@code hookward}. An unknown property stops the start, because a misspelt limit would
 * silently not apply.
 *
 * @param enabled Whether webhooks are received at all.
 * @param endpoints Endpoints by name. The name appears in logs and metrics, and is the default for the provider and in the
 *     path, /webhooks/name.
 * @param schemes The application's own signature schemes by name, in the format of the catalogue.
 * @param filter How requests are received, in servlet and reactive applications.
 * @param store What is remembered in memory, if the application has no other store.
 */
@ImportRuntimeHints(CatalogueHints.class)
@ConfigurationProperties(value = "hookward", ignoreUnknownFields = false)
public record HookwardProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue Map<String, EndpointProperties> endpoints,
        @DefaultValue Map<String, Object> schemes,
        @NestedConfigurationProperty @DefaultValue FilterProperties filter,
        @NestedConfigurationProperty @DefaultValue MemoryStoreProperties store) {}
