package io.hookward.spring.app;

import io.hookward.spring.WebhookDelivery;
import io.hookward.spring.WebhookTenant;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Controllers: one that receives a delivery, one that nobody may forge, and pages that have nothing to do with webhooks. */
@RestController
public class Pages {
    private final Seen seen;

    Pages(Seen seen) {
        this.seen = seen;
    }

    @PostMapping("/webhooks/stripe")
    Map<String, Object> invoice(WebhookDelivery delivery, @RequestBody Map<String, Object> body) {
        seen.add("stripe " + delivery.id().orElse("") + " " + body.get("type"));
        return Map.of("received", true);
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
    String form(@RequestParam String name, @RequestBody String body) {
        return name + " of " + body;
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
