package io.hookward.spring.webflux;

import io.hookward.verify.RejectionReason;
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
final class BodyIntake {
    private final UnverifiedBytes counted;
    private final Duration deadline;

    /**
     * @param capacity how many unverified bytes are held at one time
     * @param deadline how long a whole body may take
     */
    BodyIntake(long capacity, Duration deadline) {
        this.counted = new UnverifiedBytes(capacity);
        this.deadline = deadline;
    }

    /**
     * The body, once it has come; fails with {@link BodyRefused} alone. It counts until it is closed by whoever asks for the
     * {@linkplain UnverifiedBody#whole() whole} of it, or the reading fails or is cancelled.
     *
     * @param limit in bytes
     */
    Mono<UnverifiedBody> read(ServerHttpRequest request, int limit) {
        if (request.getHeaders().getContentLength() > limit) {
            return Mono.error(UnverifiedBody.tooLarge(limit));
        }
        return Mono.defer(() -> {
            UnverifiedBody body = new UnverifiedBody(counted, limit);
            return request.getBody()
                    .map(body::add)
                    .then(Mono.just(body))
                    .timeout(deadline)
                    .onErrorMap(BodyIntake::refused)
                    .doOnError(failed -> body.abandon())
                    .doOnCancel(body::abandon);
        });
    }

    private static BodyRefused refused(Throwable failed) {
        if (failed instanceof BodyRefused refused) {
            return refused;
        }
        return new BodyRefused(
                RejectionReason.BODY_INCOMPLETE,
                failed instanceof TimeoutException ? "the body came too slowly" : "the body ended early");
    }
}
