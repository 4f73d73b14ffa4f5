package io.hookward.spring.autoconfigure;

import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How requests are taken in.
 *
 * @param order Place among the application's filters: before Spring Security and before anything that reads forms.
 * @param trustedProxies Comma-separated list of address ranges of proxies whose X-Forwarded headers are believed.
 */
public record FilterProperties(
        @DefaultValue("-20000") int order, @DefaultValue List<String> trustedProxies) {}
