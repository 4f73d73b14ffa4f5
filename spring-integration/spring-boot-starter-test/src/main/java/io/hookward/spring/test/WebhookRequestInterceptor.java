package io.hookward.spring.test;

import io.hookward.request.WebhookRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRequest;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;

/**
 * Makes the requests of a {@code RestClient}, a {@code RestTestClient} or a {@code RestTemplate} what a provider would send:
 *
 * <pre>{@code
 * RestClient.builder().requestInterceptor(webhook(signing, "github").event("push")).build()
 * }</pre>
 *
 * <p>What the client writes is signed, unless it writes nothing: then the body is one that the provider might send.
 * Immutable; each method gives a new value.
 */
public final class WebhookRequestInterceptor extends SignsWebhooks<WebhookRequestInterceptor>
        implements ClientHttpRequestInterceptor {
    /** What clients say of text and bytes that the test says nothing of. */
    private static final Set<String> UNSAID = Set.of("text/plain", "application/octet-stream");

    private final WebhookSigning signing;

    private WebhookRequestInterceptor(WebhookSigning signing, Sent sent) {
        super(sent);
        this.signing = signing;
    }

    /** Valid deliveries to an endpoint, under its first secret. */
    public static WebhookRequestInterceptor webhook(WebhookSigning signing, String endpoint) {
        return new WebhookRequestInterceptor(signing, Sent.to(endpoint));
    }

    @Override
    WebhookRequestInterceptor sending(Sent sent) {
        return new WebhookRequestInterceptor(signing, sent);
    }

    @Override
    public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
            throws IOException {
        HttpHeaders headers = request.getHeaders();
        WebhookRequest signed = signed(signing, body, said(headers.getContentType()));
        byte[] content = WebhookSigning.body(signed);
        signed.headers()
                .names()
                .forEach(name ->
                        headers.put(name, new ArrayList<>(signed.headers().values(name))));
        headers.setContentLength(content.length);
        return execution.execute(request, content);
    }

    private static @Nullable String said(@Nullable MediaType type) {
        return type == null || UNSAID.contains(type.getType() + "/" + type.getSubtype()) ? null : type.toString();
    }
}
