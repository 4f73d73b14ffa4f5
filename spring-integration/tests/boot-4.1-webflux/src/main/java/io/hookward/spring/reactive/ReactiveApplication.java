package io.hookward.spring.reactive;

import io.hookward.spring.WebhookDelivery;
import io.hookward.spring.WebhookListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Listeners and controllers, on WebFlux. */
@SpringBootApplication
@RestController
public class ReactiveApplication {
    private final List<String> seen = new CopyOnWriteArrayList<>();

    /** Starts the application. */
    public static void main(String[] arguments) {
        SpringApplication.run(ReactiveApplication.class, arguments);
    }

    /** What handlers have seen. */
    public List<String> seen() {
        return seen;
    }

    record Push(String ref) {}

    @WebhookListener(endpoint = "github", event = "push")
    Mono<Void> pushed(Push push, WebhookDelivery delivery) {
        return Mono.fromRunnable(() -> seen.add(delivery.id().orElse("") + " " + push.ref()));
    }

    @WebhookListener(endpoint = "github", event = "fail")
    Mono<Void> fails() {
        return Mono.error(new IllegalStateException("always"));
    }

    @PostMapping("/webhooks/stripe")
    String paid(WebhookDelivery delivery, @RequestBody String body) {
        seen.add("stripe " + delivery.id().orElse("") + " " + body.length());
        return "received";
    }

    @PostMapping("/webhooks/slack")
    Mono<String> command(WebhookDelivery delivery, ServerWebExchange exchange) {
        return exchange.getFormData().map(form -> delivery.endpoint() + " " + form.getFirst("command"));
    }

    @PostMapping("/webhooks/shopify")
    Mono<String> fails(@RequestBody String body) {
        seen.add("shopify " + body);
        return Mono.error(new IllegalStateException("always"));
    }

    @PostMapping("/forgeable")
    String forgeable(WebhookDelivery delivery) {
        seen.add("forged");
        return delivery.endpoint();
    }

    @PostMapping("/form")
    Mono<String> form(ServerWebExchange exchange) {
        return exchange.getFormData().map(form -> "name " + form.getFirst("name"));
    }

    @Bean
    SecurityWebFilterChain chain(ServerHttpSecurity http) {
        return http.authorizeExchange(exchanges -> exchanges
                        .pathMatchers("/private")
                        .authenticated()
                        .anyExchange()
                        .permitAll())
                .csrf(ServerHttpSecurity.CsrfSpec::disable)
                .httpBasic(Customizer.withDefaults())
                .build();
    }
}
