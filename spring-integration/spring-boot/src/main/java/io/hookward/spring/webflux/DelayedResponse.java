package io.hookward.spring.webflux;

import java.util.List;
import java.util.function.Predicate;
import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Keeps a controller's answer until it is whole, so that a controller that fails behind its first element still fails in the
 * provider's eyes.
 *
 * <p>Up to 8 KiB are kept. A longer answer leaves as it comes, and its claim is settled before its end: if the controller fails,
 * or the delivery cannot be marked as done, the answer is cut short.
 */
final class DelayedResponse extends ServerHttpResponseDecorator {
    /** As in servlet applications. */
    static final int MAX_HELD = 8 * 1024;

    private final ClaimSettler settlement;

    DelayedResponse(ServerHttpResponse response, ClaimSettler settlement) {
        super(response);
        this.settlement = settlement;
    }

    @Override
    public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
        // One buffer is whole
        return body instanceof Mono
                ? super.writeWith(body)
                : super.writeWith(held(body).concatMapIterable(buffers -> buffers));
    }

    @Override
    public Mono<Void> writeAndFlushWith(Publisher<? extends Publisher<? extends DataBuffer>> body) {
        return super.writeAndFlushWith(
                held(Flux.from(body).concatMap(Flux::from, 0)).map(Flux::fromIterable));
    }

    /** The buffers of a short answer in one list when it is whole; those of a long one as they come, once it is too long. */
    private Flux<List<DataBuffer>> held(Publisher<? extends DataBuffer> body) {
        return Flux.defer(() -> Flux.<DataBuffer>from(body)
                .bufferUntil(new TooLong())
                .concatWith(settlement.atEnd(getDelegate()).then(Mono.empty()))
                .doOnDiscard(DataBuffer.class, DataBufferUtils::release));
    }

    /** Whether the buffers so far are too many bytes to be held. */
    private final class TooLong implements Predicate<DataBuffer> {
        private long held;

        @Override
        public boolean test(DataBuffer buffer) {
            held += buffer.readableByteCount();
            if (held > MAX_HELD) {
                settlement.defer();
            }
            return held > MAX_HELD;
        }
    }
}
