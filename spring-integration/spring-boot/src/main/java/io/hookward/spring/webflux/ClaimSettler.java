package io.hookward.spring.webflux;

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
            return Uncancellable.run(code == null || code.is2xxSuccessful() ? claim::complete : claim::release);
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
