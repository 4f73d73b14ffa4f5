package io.hookward.spring.reactive;

import io.hookward.spring.WebhookDelivery;
import io.hookward.spring.WebhookTenant;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Controllers: some that receive deliveries, one that nobody may forge, and pages that have nothing to do with webhooks. */
@RestController
public class Pages {
    private final Seen seen;

    Pages(Seen seen) {
        this.seen = seen;
    }

    @PostMapping("/webhooks/stripe")
    Map<String, Object> paid(WebhookDelivery delivery, @RequestBody String body) {
        seen.add("stripe " + delivery.id().orElse("") + " " + body.length());
        return Map.of("received", true);
    }

    @PostMapping("/webhooks/slack")
    Mono<String> command(WebhookDelivery delivery, ServerWebExchange exchange) {
        return exchange.getFormData().map(form -> {
            seen.add("command " + form.getFirst("command") + " " + form.getFirst("text"));
            return delivery.endpoint() + " " + delivery.form().get("command");
        });
    }

    @PostMapping("/webhooks/shopify")
    Mono<String> fails(@RequestBody String body) {
        seen.add("shopify " + body);
        return Mono.error(new IllegalStateException("always"));
    }

    /** Which the chain does not let pass, verified or not. */
    @PostMapping("/webhooks/avala")
    String labelled(WebhookDelivery delivery) {
        seen.add("avala " + delivery.id().orElse(""));
        return "labelled";
    }

    @PostMapping("/webhooks/{name}/issues")
    String issue(WebhookDelivery delivery, @WebhookTenant String customer) {
        seen.add("issue " + delivery.id().orElse("") + " of " + customer);
        return delivery.tenant().orElse("nobody");
    }

    /** A mistake: there is no endpoint at this path, so nothing was verified. */
    @PostMapping("/open/forgeable")
    String forgeable(WebhookDelivery delivery) {
        seen.add("forged " + delivery.id().orElse(""));
        return "handled";
    }

    /** The same with the tenant: no parameter of a request is one. */
    @PostMapping("/open/tenant")
    String forgeable(@WebhookTenant String customer) {
        seen.add("forged " + customer);
        return "handled";
    }

    @PostMapping("/open/form")
    Mono<String> form(ServerWebExchange exchange) {
        return exchange.getFormData().map(form -> "name " + form.getFirst("name"));
    }

    @GetMapping("/private")
    String secret() {
        return "private";
    }

    @GetMapping("/")
    String home() {
        return "home";
    }
}
