package io.hookward.spring.test;

import java.io.ByteArrayOutputStream;
import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.http.client.reactive.ClientHttpRequestDecorator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Keeps what a client writes in place of sending it. */
final class RecordedBody extends ClientHttpRequestDecorator {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    RecordedBody(ClientHttpRequest request) {
        super(request);
    }

    /** What was written so far. */
    byte[] bytes() {
        return bytes.toByteArray();
    }

    @Override
    public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
        return Flux.from(body).doOnNext(this::keep).then();
    }

    @Override
    public Mono<Void> writeAndFlushWith(Publisher<? extends Publisher<? extends DataBuffer>> body) {
        return writeWith(Flux.from(body).concatMap(part -> part));
    }

    @Override
    public Mono<Void> setComplete() {
        return Mono.empty();
    }

    private void keep(DataBuffer buffer) {
        try {
            byte[] part = new byte[buffer.readableByteCount()];
            buffer.read(part);
            bytes.writeBytes(part);
        } finally {
            DataBufferUtils.release(buffer);
        }
    }
}
