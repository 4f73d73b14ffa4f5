package io.hookward.spring.security;

import io.hookward.spring.webflux.WebhookWebFilter;
import java.util.Set;
import org.springframework.security.web.server.csrf.CsrfWebFilter;
import org.springframework.security.web.server.util.matcher.AndServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.NegatedServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher.MatchResult;

/**
 * Lets verified deliveries pass a security chain of a reactive application to controllers. Listeners do not need it.
 *
 * <pre>{@code
 * http.authorizeExchange(rules -> rules.matchers(verified()).permitAll().anyExchange().authenticated())
 *     .csrf(csrf -> csrf.requireCsrfProtectionMatcher(needsCsrfToken()));
 * }</pre>
 *
 * <p>An exchange passes if it carries a delivery that the webhook filter verified, whatever its path.
 */
public final class WebhookExchangeMatchers {
    private WebhookExchangeMatchers() {}

    /**
     * Matches exchanges that carry a verified delivery.
     *
     * @param endpoints names of endpoints; empty for all
     */
    public static ServerWebExchangeMatcher verified(String... endpoints) {
        Set<String> names = Set.of(endpoints);
        return exchange -> WebhookWebFilter.find(exchange)
                .filter(delivery -> names.isEmpty() || names.contains(delivery.endpoint()))
                .map(delivery -> MatchResult.match())
                .orElseGet(MatchResult::notMatch);
    }

    /**
     * Matches what Spring Security protects against CSRF by default, except exchanges that carry a verified delivery.
     *
     * @param endpoints names of endpoints whose deliveries need no token; empty for all
     */
    public static ServerWebExchangeMatcher needsCsrfToken(String... endpoints) {
        return new AndServerWebExchangeMatcher(
                CsrfWebFilter.DEFAULT_CSRF_MATCHER, new NegatedServerWebExchangeMatcher(verified(endpoints)));
    }
}
