package io.hookward.spring.webflux;

import io.hookward.request.FormPart;
import java.nio.file.Path;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.codec.multipart.FilePart;
import org.springframework.http.codec.multipart.FormFieldPart;
import org.springframework.http.codec.multipart.Part;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** One part of a multipart form that is already in memory. */
class ReplayedPart implements Part {
    private final FormPart part;
    private final DataBufferFactory buffers;
    private final HttpHeaders headers = new HttpHeaders();

    private ReplayedPart(FormPart part, DataBufferFactory buffers) {
        this.part = part;
        this.buffers = buffers;
        part.headers()
                .names()
                .forEach(name -> headers.addAll(name, part.headers().values(name)));
    }

    static Part of(FormPart part, DataBufferFactory buffers) {
        return part.fileName().isPresent() ? new File(part, buffers) : new Field(part, buffers);
    }

    @Override
    public String name() {
        return part.name();
    }

    @Override
    public HttpHeaders headers() {
        return headers;
    }

    @Override
    public Flux<DataBuffer> content() {
        return Flux.defer(() -> Flux.just(buffers.wrap(part.bytes())));
    }

    /** The name and the size, and nothing that was sent as content. */
    @Override
    public String toString() {
        return part.toString();
    }

    /** A field. */
    private static final class Field extends ReplayedPart implements FormFieldPart {
        private final String value;

        Field(FormPart part, DataBufferFactory buffers) {
            super(part, buffers);
            this.value = part.text();
        }

        @Override
        public String value() {
            return value;
        }
    }

    /** A file. */
    private static final class File extends ReplayedPart implements FilePart {
        private final String fileName;

        File(FormPart part, DataBufferFactory buffers) {
            super(part, buffers);
            this.fileName = part.fileName().orElse("");
        }

        @Override
        public String filename() {
            return fileName;
        }

        @Override
        public Mono<Void> transferTo(Path destination) {
            return DataBufferUtils.write(content(), destination);
        }
    }
}
