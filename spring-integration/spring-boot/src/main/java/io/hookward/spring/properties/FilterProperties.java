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
 * @param trustedProxies Comma-separated list of address ranges of proxies whose X-Forwarded headers are trusted.
 */
public record FilterProperties(
        @DefaultValue("-20000") int order,
        @DefaultValue("32") int unverifiedBodies,
        @DefaultValue("10s") Duration bodyDeadline,
        @DefaultValue List<String> trustedProxies) {}
