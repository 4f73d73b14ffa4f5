package io.hookward.spring.webflux;

import io.hookward.request.RejectionReason;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.springframework.http.server.reactive.ServerHttpRequest;
import reactor.core.publisher.Mono;

/**
 * The door every unverified body goes through, bounded each in size and time, and all together in memory.
 *
 * <p>Nothing waits in a thread here, so what a stranger could use up is memory. Hence bytes that came are counted, and not
 * requests: whoever announces much and sends little keeps nobody out. Safe for use by several threads.
 */
final class BodyLimiter {
    private final ByteBudget counted;
    private final Duration deadline;

    /**
     * @param capacity how many unverified bytes are held at one time
     * @param deadline how long a whole body may take
     */
    BodyLimiter(long capacity, Duration deadline) {
        this.counted = new ByteBudget(capacity);
        this.deadline = deadline;
    }

    /**
     * The body, once it has come; fails with {@link BodyRejectedException} alone. It counts until it is closed by whoever asks for the
     * {@linkplain UnverifiedBody#whole() whole} of it, or the reading fails or is cancelled.
     *
     * @param limit in bytes
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
            // What servers give to whoever comes second
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
