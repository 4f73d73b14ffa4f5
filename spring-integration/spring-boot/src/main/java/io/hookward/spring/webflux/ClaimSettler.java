package io.hookward.spring.webflux;

import io.hookward.Answer;
import io.hookward.DeliveryClaim;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpResponse;
import reactor.core.publisher.Mono;

/**
 * Ends a claim as the answer of a controller says: once, on a thread that may wait for the store, and before the answer
 * leaves, so that the provider hears 2xx only when the delivery counts as done. Safe for use by several threads.
 */
final class ClaimSettler {
    private final DeliveryClaim claim;
    private final AtomicBoolean begun = new AtomicBoolean();
    private volatile int status = 500;

    ClaimSettler(DeliveryClaim claim) {
        this.claim = claim;
    }

    /** Settles by the status as it stands when this is subscribed to. */
    Mono<Void> by(ServerHttpResponse response) {
        return Mono.defer(() -> {
            if (!begun.compareAndSet(false, true)) {
                return Mono.empty();
            }
            // Only now: a container may have recycled the response once it was sent
            @Nullable HttpStatusCode code = response.getStatusCode();
            status = code == null ? 200 : code.value();
            return Uncancellable.run(() -> claim.settle(status).ifPresent(answer -> replace(response, answer)));
        });
    }

    /** The head alone: the body is on its way. */
    private void replace(ServerHttpResponse response, Answer answer) {
        status = answer.status();
        response.setStatusCode(HttpStatusCode.valueOf(status));
        answer.headers().forEach((name, value) -> {
            if (!name.equals("Content-Type")) {
                response.getHeaders().set(name, value);
            }
        });
    }

    /** The controller failed. */
    Mono<Void> release() {
        return Mono.defer(() -> begun.compareAndSet(false, true) ? Uncancellable.run(claim::release) : Mono.empty());
    }

    /** The client has gone. */
    void abandon() {
        release().subscribe();
    }

    /** The status that was settled by; 500 unless there was one. */
    int status() {
        return status;
    }
}
