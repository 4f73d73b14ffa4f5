package io.hookward.spring.app;

import io.hookward.request.Headers;
import io.hookward.spring.WebhookDelivery;
import io.hookward.spring.WebhookListener;
import io.hookward.spring.WebhookTenant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.RequestHeader;

/** One listener for each thing that a listener can ask for. */
@Component
public class Listeners {
    private final Seen seen;
    private final Set<String> failed = ConcurrentHashMap.newKeySet();

    Listeners(Seen seen) {
        this.seen = seen;
    }

    record Push(String ref, Map<String, Object> repository) {}

    @Order(1)
    @WebhookListener(endpoint = "github", event = "push")
    void push(Push push, WebhookDelivery delivery, Headers headers, @RequestHeader("X-GitHub-Event") String event) {
        seen.add("push " + delivery.id().orElse("") + " " + push.ref() + " "
                + push.repository().get("name") + " " + event + " " + headers.first("User-Agent"));
    }

    @Order(2)
    @WebhookListener(endpoint = "github", event = "push")
    CompletableFuture<Void> pushSize(byte[] body, WebhookDelivery delivery) {
        return CompletableFuture.runAsync(() -> seen.add("size " + delivery.id().orElse("") + " " + body.length));
    }

    @WebhookListener(endpoint = "avala", event = "task.*")
    void task(WebhookDelivery delivery) {
        seen.add("task " + delivery.eventType().orElse(""));
    }

    @WebhookListener(endpoint = "github-docs")
    void published(byte[] body) {
        seen.add("published " + body.length);
    }

    @WebhookListener(endpoint = "slack")
    void command(MultiValueMap<String, String> form) {
        seen.add("command " + form.getFirst("command") + " " + form.getFirst("text"));
    }

    @WebhookListener(endpoint = "acme")
    void acme(Map<String, Object> body, WebhookDelivery delivery) {
        seen.add("acme " + delivery.id().orElse("") + " " + delivery.eventType().orElse("") + " " + body.get("n"));
    }

    @WebhookListener(endpoint = "repositories")
    void changed(@WebhookTenant String customer, WebhookDelivery delivery) {
        seen.add("repository " + delivery.id().orElse("") + " of " + customer);
    }

    @WebhookListener(endpoint = "standard-webhooks", event = "flaky")
    void failsOnce(WebhookDelivery delivery) {
        seen.add("flaky " + delivery.id().orElse(""));
        if (failed.add(delivery.id().orElse(""))) {
            throw new IllegalStateException("the first attempt fails");
        }
    }
}
