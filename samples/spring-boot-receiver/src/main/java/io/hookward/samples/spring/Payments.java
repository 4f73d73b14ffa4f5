package io.hookward.samples.spring;

import io.hookward.spring.WebhookDelivery;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Receives with a controller, which answers as it likes; the delivery cannot be made up by anybody. */
@RestController
class Payments {
    private final Journal journal;

    Payments(Journal journal) {
        this.journal = journal;
    }

    record Event(String id, String type) {}

    @PostMapping("/webhooks/stripe")
    Map<String, Boolean> paid(WebhookDelivery delivery, @RequestBody Event event) {
        journal.write(delivery, event.id());
        return Map.of("received", true);
    }

    /** Something that only the application's users may see. */
    @GetMapping("/journal")
    Map<String, Integer> journal() {
        return journal.handled();
    }
}
