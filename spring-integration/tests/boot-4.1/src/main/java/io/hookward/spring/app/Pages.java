package io.hookward.spring.app;

import io.hookward.spring.WebhookDelivery;
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

    /** A mistake: there is no endpoint at this path, so nothing was verified. */
    @PostMapping("/open/forgeable")
    String forgeable(WebhookDelivery delivery) {
        seen.add("forged " + delivery.id().orElse(""));
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
