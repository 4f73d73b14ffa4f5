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
 * Lets verified deliveries through a security filter chain, to controllers: past its protection against CSRF and past its
 * authorisation rules. Listeners need no such thing.
 *
 * <pre>{@code
 * http.authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
 *     .with(WebhookConfigurer.webhooks(), Customizer.withDefaults());
 * }</pre>
 *
 * <p>What counts is that the request carries a delivery which the webhook filter verified, never its path: a request that
 * carries none is treated by the chain as before. Nothing else of the chain changes; one without CSRF protection or
 * without authorisation rules does not get any.
 */
public final class WebhookConfigurer extends AbstractHttpConfigurer<WebhookConfigurer, HttpSecurity> {
    private Set<String> endpoints = Set.of();

    private WebhookConfigurer() {}

    /** For deliveries of all endpoints, unless restricted. */
    public static WebhookConfigurer webhooks() {
        return new WebhookConfigurer();
    }

    /**
     * A matcher of requests that carry a verified delivery, for rules of one's own.
     *
     * @param endpoints names of endpoints; all of them if none is named
     */
    public static RequestMatcher verified(String... endpoints) {
        Set<String> names = Set.of(endpoints);
        return request -> WebhookFilter.find(request)
                .filter(delivery -> names.isEmpty() || names.contains(delivery.endpoint()))
                .isPresent();
    }

    /** Lets through deliveries of these endpoints alone. */
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

    /** By its raw class, as Spring Security keys it. */
    @SuppressWarnings("unchecked")
    private <C> Optional<C> configurer(HttpSecurityBuilder<HttpSecurity> http, Class<?> type) {
        return Optional.ofNullable((C) http.getConfigurer((Class) type));
    }
}
