package io.hookward.spring.properties;

import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.ImportRuntimeHints;

/**
 * What can be configured below {@code hookward}, whatever else is on the class path. An unknown property stops the start,
 * because a misspelt limit would silently not apply.
 *
 * <p>A module adds properties with a type of its own, annotated with {@code @ConfigurationProperties(value =
 * "hookward.store.jdbc", ignoreUnknownFields = false)} and listed in {@code
 * META-INF/spring/io.hookward.spring.properties.HookwardProperties.imports}. Properties of a module on the class path are
 * known, even if its auto-configuration backs off and nothing binds them.
 *
 * @param enabled Whether webhooks are received at all.
 * @param endpoints Endpoints by name. The name appears in logs and metrics, and is the default for the provider and in the
 *     path, /webhooks/name.
 * @param schemes The application's own signature schemes by name, in the format of the catalogue.
 * @param filter How requests are received, in servlet and reactive applications.
 */
@ImportRuntimeHints(PropertiesHints.class)
@ConfigurationProperties(value = "hookward", ignoreUnknownFields = false)
public record HookwardProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue Map<String, EndpointProperties> endpoints,
        @DefaultValue Map<String, Object> schemes,
        @NestedConfigurationProperty @DefaultValue FilterProperties filter) {}
