package io.hookward.spring.reactive;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;

/** Whatever gets past the webhook filter is let in, and told: nothing else stands in the way. */
@TestConfiguration(proxyBeanMethods = false)
@RestController
class OpenApplication {
    private final Seen seen;

    OpenApplication(Seen seen) {
        this.seen = seen;
    }

    @PostMapping("/**")
    String anything(ServerWebExchange exchange) {
        seen.add("past " + exchange.getRequest().getPath());
        return "past the filter";
    }

    @Bean
    SecurityWebFilterChain open(ServerHttpSecurity http) {
        return http.authorizeExchange(exchanges -> exchanges.anyExchange().permitAll())
                .csrf(ServerHttpSecurity.CsrfSpec::disable)
                .build();
    }
}
