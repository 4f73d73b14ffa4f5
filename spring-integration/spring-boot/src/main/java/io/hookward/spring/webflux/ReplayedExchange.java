package io.hookward.spring.webflux;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.springframework.core.ResolvableType;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.MediaType;
import org.springframework.http.codec.FormHttpMessageReader;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.ServerWebExchangeDecorator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** An exchange whose body can be read again. The form is read from it too: the original would read a consumed body. */
final class ReplayedExchange extends ServerWebExchangeDecorator {
    private static final ResolvableType FORM =
            ResolvableType.forClassWithGenerics(MultiValueMap.class, String.class, String.class);

    private final ServerHttpRequest request;
    private final ServerHttpResponse response;

    ReplayedExchange(ServerWebExchange exchange, byte[] body, ClaimSettler settlement) {
        super(exchange);
        this.response = new DelayedResponse(exchange.getResponse(), settlement);
        this.request = new ServerHttpRequestDecorator(exchange.getRequest()) {
            @Override
            public Flux<DataBuffer> getBody() {
                return Flux.defer(
                        () -> Flux.just(exchange.getResponse().bufferFactory().wrap(body.clone())));
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

    @Override
    public Mono<MultiValueMap<String, String>> getFormData() {
        MediaType type = request.getHeaders().getContentType();
        if (!MediaType.APPLICATION_FORM_URLENCODED.isCompatibleWith(type)) {
            return Mono.just(new LinkedMultiValueMap<>());
        }
        FormHttpMessageReader reader = new FormHttpMessageReader();
        Charset charset = type == null ? null : type.getCharset();
        reader.setDefaultCharset(charset == null ? StandardCharsets.UTF_8 : charset);
        return reader.readMono(FORM, request, Map.of());
    }
}
