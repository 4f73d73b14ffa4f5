package io.hookward.spring.reactive;

import io.hookward.spring.WebhookDelivery;
import io.hookward.spring.WebhookListener;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** A listener that is done later, one that only looks at the bytes, and one that fails. */
@Component
public class Listeners {
    private final Seen seen;

    Listeners(Seen seen) {
        this.seen = seen;
    }

    record Push(String ref) {}

    @WebhookListener(endpoint = "github", event = "push")
    Mono<Void> pushed(Push push, WebhookDelivery delivery) {
        return Mono.fromRunnable(() -> seen.add("push " + delivery.id().orElse("") + " " + push.ref()));
    }

    @WebhookListener(endpoint = "github-docs")
    void published(byte[] body) {
        seen.add("published " + body.length);
    }

    @WebhookListener(endpoint = "github", event = "release")
    void released(WebhookDelivery delivery, byte[] body) {
        seen.add("size " + delivery.id().orElse("") + " " + body.length);
    }

    @WebhookListener(endpoint = "github", event = "fail")
    Mono<Void> fails(WebhookDelivery delivery) {
        seen.add("fail " + delivery.id().orElse(""));
        return Mono.error(new IllegalStateException("always"));
    }
}
