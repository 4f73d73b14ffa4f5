package io.hookward.spring.reactive;

import static io.hookward.spring.security.WebhookExchangeMatchers.needsCsrfToken;
import static io.hookward.spring.security.WebhookExchangeMatchers.verified;
import static org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers.pathMatchers;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.util.matcher.AndServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.NegatedServerWebExchangeMatcher;

/** A chain of the application's own, with a login form; without it, Spring Boot's default chain is at work. */
@Profile("!default-security")
@Configuration(proxyBeanMethods = false)
public class Security {
    private static final String[] CONTROLLERS = {"stripe", "slack", "shopify", "issues"};

    @Bean
    SecurityWebFilterChain chain(ServerHttpSecurity http) {
        return http.authorizeExchange(rules -> rules.matchers(verified(CONTROLLERS))
                        .permitAll()
                        .pathMatchers("/open/**")
                        .permitAll()
                        .anyExchange()
                        .authenticated())
                .csrf(csrf -> csrf.requireCsrfProtectionMatcher(new AndServerWebExchangeMatcher(
                        needsCsrfToken(CONTROLLERS), new NegatedServerWebExchangeMatcher(pathMatchers("/open/**")))))
                .formLogin(Customizer.withDefaults())
                .httpBasic(Customizer.withDefaults())
                .build();
    }
}
