package io.hookward.spring.webflux;

import io.hookward.Answer;
import io.hookward.DeliveryClaim;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpResponse;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Ends a claim as the answer of a controller says: once, on a thread that may wait for the store, and before the answer
 * leaves, so that the provider hears 2xx only when the delivery counts as done. Safe for use by several threads.
 */
final class ClaimSettler {
    private final DeliveryClaim claim;
    private final Scheduler settling;
    private final AtomicBoolean begun = new AtomicBoolean();
    private volatile boolean deferred;
    private volatile int status = 500;

    ClaimSettler(DeliveryClaim claim, Scheduler settling) {
        this.claim = claim;
        this.settling = settling;
    }

    /** Settles by the status as it stands when this is subscribed to, unless that is {@linkplain #defer deferred}. */
    Mono<Void> beforeCommit(ServerHttpResponse response) {
        return Mono.defer(() -> deferred ? Mono.empty() : by(response));
    }

    /** The answer is too long to be held: it begins to leave before it is known whether the controller succeeds. */
    void defer() {
        deferred = true;
    }

    /** Settles at the end of a body, if that was {@linkplain #defer deferred}. */
    Mono<Void> atEnd(ServerHttpResponse response) {
        return Mono.defer(() -> deferred ? by(response) : Mono.empty());
    }

    /**
     * Settles by the status as it stands when this is subscribed to.
     *
     * @return fails if the delivery could not be marked as done, and the answer has begun to leave
     */
    Mono<Void> by(ServerHttpResponse response) {
        return Mono.defer(() -> {
            if (!begun.compareAndSet(false, true)) {
                return Mono.empty();
            }
            // Only now: a container may have recycled the response once it was sent
            @Nullable HttpStatusCode code = response.getStatusCode();
            status = code == null ? 200 : code.value();
            return settle(() -> {
                @Nullable Answer answer = claim.settle(status).orElse(null);
                if (answer != null) {
                    replace(response, answer);
                }
                return null;
            });
        });
    }

    /** The head alone: the body is on its way. */
    private void replace(ServerHttpResponse response, Answer answer) {
        status = answer.status();
        if (!response.setStatusCode(HttpStatusCode.valueOf(status))) {
            throw new IllegalStateException(
                    "the delivery could not be marked as done, and its answer has begun to leave");
        }
        answer.headers().forEach((name, value) -> {
            if (!name.equals("Content-Type")) {
                response.getHeaders().set(name, value);
            }
        });
    }

    /** The controller failed. */
    Mono<Void> release() {
        return Mono.defer(() -> begun.compareAndSet(false, true)
                ? settle(() -> {
                    claim.release();
                    return null;
                })
                : Mono.empty());
    }

    private Mono<Void> settle(Callable<@Nullable Void> end) {
        return Uncancellable.toItsEnd(Mono.<Void>fromCallable(end).subscribeOn(settling), nothing -> {});
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
