package io.hookward.spring.security;

import io.hookward.servlet.WebhookFilter;
import java.util.Optional;
import java.util.Set;
import org.springframework.security.config.annotation.web.HttpSecurityBuilder;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.annotation.web.configurers.CsrfConfigurer;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Lets verified deliveries pass a security filter chain to controllers: its CSRF protection and its authorization rules.
 * Listeners do not need it.
 *
 * <pre>{@code
 * http.authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
 *     .with(WebhookConfigurer.webhooks(), Customizer.withDefaults());
 * }</pre>
 *
 * <p>A request passes if it carries a delivery that the webhook filter verified, whatever its path. The chain treats other
 * requests as before. A chain without CSRF protection or without authorization rules does not get any.
 */
public final class WebhookConfigurer extends AbstractHttpConfigurer<WebhookConfigurer, HttpSecurity> {
    private Set<String> endpoints = Set.of();

    private WebhookConfigurer() {}

    /** For deliveries of all endpoints, unless restricted. */
    public static WebhookConfigurer webhooks() {
        return new WebhookConfigurer();
    }

    /**
     * A matcher of requests that carry a verified delivery, for the application's own rules.
     *
     * @param endpoints names of endpoints; empty for all
     */
    public static RequestMatcher verified(String... endpoints) {
        Set<String> names = Set.of(endpoints);
        return request -> WebhookFilter.find(request)
                .filter(delivery -> names.isEmpty() || names.contains(delivery.endpoint()))
                .isPresent();
    }

    /** Lets only deliveries of these endpoints pass. */
    public WebhookConfigurer endpoints(String... names) {
        this.endpoints = Set.of(names);
        return this;
    }

    @Override
    public void init(HttpSecurity http) {
        RequestMatcher verified = verified(endpoints.toArray(String[]::new));
        this.<CsrfConfigurer<HttpSecurity>>configurer(http, CsrfConfigurer.class)
                .ifPresent(csrf -> csrf.ignoringRequestMatchers(verified));
        this.<AuthorizeHttpRequestsConfigurer<HttpSecurity>>configurer(http, AuthorizeHttpRequestsConfigurer.class)
                .ifPresent(rules -> rules.addObjectPostProcessor(new AuthorizationPostProcessor(verified)));
    }

    /** By its raw class, which is the key in Spring Security. */
    @SuppressWarnings("unchecked")
    private <C> Optional<C> configurer(HttpSecurityBuilder<HttpSecurity> http, Class<?> type) {
        return Optional.ofNullable((C) http.getConfigurer((Class) type));
    }
}
