package io.hookward.spring.autoconfigure;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How requests are taken in.
 *
 * @param order Place among the application's filters: before Spring Security and before anything that reads forms.
 * @param unverifiedBodies How many unverified bodies are read at one time: as many threads in a servlet application, as much
 *     memory for the largest ones in a reactive one.
 * @param bodyDeadline How long a whole body may take to come.
 * @param trustedProxies Comma-separated list of address ranges of proxies whose X-Forwarded headers are believed.
 */
public record FilterProperties(
        @DefaultValue("-20000") int order,
        @DefaultValue("32") int unverifiedBodies,
        @DefaultValue("10s") Duration bodyDeadline,
        @DefaultValue List<String> trustedProxies) {}
