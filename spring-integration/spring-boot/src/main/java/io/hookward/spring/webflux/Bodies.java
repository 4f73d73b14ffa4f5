package io.hookward.spring.webflux;

import java.time.Duration;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.server.reactive.ServerHttpRequest;
import reactor.core.publisher.Mono;

/** Reads bodies, bounded in size and in time. */
final class Bodies {
    private static final Duration DEADLINE = Duration.ofSeconds(10);
    private static final byte[] NOTHING = {};

    private Bodies() {}

    /** The body; fails with a {@link DataBufferLimitException} if it is larger, announced or not. */
    static Mono<byte[]> read(ServerHttpRequest request, int limit) {
        if (request.getHeaders().getContentLength() > limit) {
            return Mono.error(new DataBufferLimitException("announced"));
        }
        return DataBufferUtils.join(request.getBody(), limit)
                .map(Bodies::bytes)
                .defaultIfEmpty(NOTHING)
                .timeout(DEADLINE);
    }

    private static byte[] bytes(DataBuffer buffer) {
        try {
            byte[] bytes = new byte[buffer.readableByteCount()];
            buffer.read(bytes);
            return bytes;
        } finally {
            DataBufferUtils.release(buffer);
        }
    }
}
