package io.hookward.spring.webflux;

import io.hookward.request.RejectionReason;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.springframework.http.server.reactive.ServerHttpRequest;
import reactor.core.publisher.Mono;

/**
 * Reads unverified bodies: each with a limit on size and time, and all of them with a limit on memory.
 *
 * <p>No thread waits for a body, so an attacker could only exhaust memory. Hence the received bytes are counted, and not the
 * requests: a large {@code Content-Length} alone reserves nothing. Safe for use by several threads.
 */
final class BodyLimiter {
    private final ByteBudget counted;
    private final Duration deadline;

    /**
     * @param capacity how many unverified bytes are held at the same time
     * @param deadline how long it may take to receive a whole body
     */
    BodyLimiter(long capacity, Duration deadline) {
        this.counted = new ByteBudget(capacity);
        this.deadline = deadline;
    }

    /**
     * The body, once it is complete. Fails only with {@link BodyRejectedException}. Its bytes are counted until the caller that
     * takes {@linkplain UnverifiedBody#whole() all of them} closes it, or until reading fails or is cancelled.
     *
     * @param limit the largest body, in bytes
     */
    Mono<UnverifiedBody> read(ServerHttpRequest request, int limit) {
        long announced = request.getHeaders().getContentLength();
        if (announced > limit) {
            return Mono.error(UnverifiedBody.tooLarge(limit));
        }
        return Mono.defer(() -> {
            UnverifiedBody body = new UnverifiedBody(counted, limit);
            return request.getBody()
                    .map(body::add)
                    .then(Mono.defer(
                            () -> announced > 0 && body.isEmpty() ? Mono.error(alreadyRead()) : Mono.just(body)))
                    .timeout(deadline)
                    .onErrorMap(BodyLimiter::rejection)
                    .doOnError(failed -> body.abandon())
                    .doOnCancel(body::abandon);
        });
    }

    private static BodyRejectedException rejection(Throwable failed) {
        if (failed instanceof BodyRejectedException rejected) {
            return rejected;
        }
        if (failed instanceof IllegalStateException) {
            // Servers fail like this when a body is read a second time
            return alreadyRead();
        }
        return new BodyRejectedException(
                RejectionReason.BODY_INCOMPLETE,
                failed instanceof TimeoutException ? "the body came too slowly" : "the body ended early");
    }

    private static BodyRejectedException alreadyRead() {
        return new BodyRejectedException(
                RejectionReason.BODY_ALREADY_READ,
                "something before the filter read the body; let the filter come first");
    }
}
