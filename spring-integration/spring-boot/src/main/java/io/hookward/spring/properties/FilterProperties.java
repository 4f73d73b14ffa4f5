package io.hookward.spring.properties;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How requests are received, in servlet and reactive applications.
 *
 * @param order Order among the application's filters: before Spring Security and before anything that reads forms.
 * @param unverifiedBodies How many unverified bodies are read at the same time. Bounds threads in a servlet application, and
 *     memory in a reactive one.
 * @param bodyDeadline How long it may take to receive a whole body.
 * @param concurrentDeliveries How many deliveries of one endpoint its listeners handle at the same time in a reactive
 *     application; others are answered 503. In a servlet application, the server's threads bound this.
 * @param trustedProxies Comma-separated list of address ranges of proxies whose X-Forwarded headers are trusted.
 */
public record FilterProperties(
        @DefaultValue("-20000") int order,
        @DefaultValue("32") int unverifiedBodies,
        @DefaultValue("10s") Duration bodyDeadline,
        @DefaultValue("100") int concurrentDeliveries,
        @DefaultValue List<String> trustedProxies) {}
