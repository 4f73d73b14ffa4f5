package io.hookward.spring.webflux;

import io.hookward.request.Delivery;
import io.hookward.request.MalformedFormException;
import java.util.concurrent.Callable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;
import org.springframework.http.codec.multipart.Part;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.ServerWebExchangeDecorator;
import org.springframework.web.server.ServerWebInputException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * An exchange whose body can be read again. Forms are read as the verifier does, and from what it read: the original would read
 * a consumed body.
 */
final class ReplayedExchange extends ServerWebExchangeDecorator {
    private final Delivery delivery;
    private final ServerHttpRequest request;
    private final ServerHttpResponse response;

    ReplayedExchange(ServerWebExchange exchange, Delivery delivery, ClaimSettler settlement) {
        super(exchange);
        this.delivery = delivery;
        this.response = new DelayedResponse(exchange.getResponse(), settlement);
        DataBufferFactory buffers = response.bufferFactory();
        this.request = new ServerHttpRequestDecorator(exchange.getRequest()) {
            @Override
            public Flux<DataBuffer> getBody() {
                return Flux.defer(() -> Flux.just(buffers.wrap(delivery.bytes())));
            }
        };
    }

    @Override
    public ServerHttpRequest getRequest() {
        return request;
    }

    @Override
    public ServerHttpResponse getResponse() {
        return response;
    }

    /** The fields of a URL-encoded form. */
    @Override
    public Mono<MultiValueMap<String, String>> getFormData() {
        return form(() -> {
            MultiValueMap<String, String> data = new LinkedMultiValueMap<>();
            if (delivery.parts().isEmpty()) {
                delivery.form().forEach(data::addAll);
            }
            return data;
        });
    }

    @Override
    public Mono<MultiValueMap<String, Part>> getMultipartData() {
        return form(() -> {
            MultiValueMap<String, Part> data = new LinkedMultiValueMap<>();
            delivery.parts().forEach(part -> data.add(part.name(), ReplayedPart.of(part, response.bufferFactory())));
            return data;
        });
    }

    private static <T> Mono<T> form(Callable<T> reading) {
        return Mono.fromCallable(reading)
                .onErrorMap(
                        MalformedFormException.class,
                        malformed -> new ServerWebInputException("Malformed form", null, malformed));
    }
}
