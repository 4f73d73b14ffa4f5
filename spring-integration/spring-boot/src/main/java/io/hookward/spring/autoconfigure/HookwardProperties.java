package io.hookward.spring.autoconfigure;

import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Everything that can be configured under {@code hookward}: what is not here stops the start, for a misspelt limit would
 * silently not be one.
 *
 * @param enabled Whether webhooks are received at all.
 * @param endpoints Places to receive, by name. The name appears in logs and metrics, is the default for the provider, and
 *     gives the default path, /webhooks/name.
 * @param schemes Signature schemes of one's own, by name, in the format of the catalogue.
 * @param filter How requests are taken in, in servlet and reactive applications.
 * @param store What is remembered in memory, if the application has no store of its own.
 */
@ConfigurationProperties(value = "hookward", ignoreUnknownFields = false)
public record HookwardProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue Map<String, EndpointProperties> endpoints,
        @DefaultValue Map<String, Object> schemes,
        @NestedConfigurationProperty @DefaultValue FilterProperties filter,
        @NestedConfigurationProperty @DefaultValue StoreProperties store) {}
