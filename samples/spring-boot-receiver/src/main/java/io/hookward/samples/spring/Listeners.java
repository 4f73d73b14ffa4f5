package io.hookward.samples.spring;

import io.hookward.spring.WebhookDelivery;
import io.hookward.spring.WebhookListener;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Receives without a controller: a method for what is wanted, and nothing for the rest, which is acknowledged. */
@Component
class Listeners {
    private final Journal journal;

    Listeners(Journal journal) {
        this.journal = journal;
    }

    record Push(String ref, Repository repository) {
        record Repository(String full_name) {}
    }

    @WebhookListener(endpoint = "github", event = "push")
    void pushed(Push push, WebhookDelivery delivery) {
        journal.write(delivery, push.repository().full_name() + " " + push.ref());
    }

    @WebhookListener(
            endpoint = "avala",
            event = {"task.*", "export.completed"})
    void labelled(WebhookDelivery delivery) {
        journal.write(delivery, delivery.id().orElse("without id"));
    }

    @WebhookListener(endpoint = "avnology")
    void happened(Map<String, Object> event, WebhookDelivery delivery) {
        journal.write(delivery, event.size() + " fields");
    }

    @WebhookListener(endpoint = "warehouse", event = "stock.low")
    void runsOut(WebhookDelivery delivery) {
        journal.write(delivery, delivery.json().path("article").asString());
    }
}
