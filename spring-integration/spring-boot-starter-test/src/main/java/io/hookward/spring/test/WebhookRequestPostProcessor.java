package io.hookward.spring.test;

import io.hookward.request.WebhookRequest;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.web.context.support.WebApplicationContextUtils;

/**
 * Makes a MockMvc request what a provider would send: {@code post("/webhooks/github").content(json).with(webhook("github"))}.
 * The content of the request is signed, unless there is none: then the body is one that the provider might send.
 * Immutable; each method gives a new value.
 */
public final class WebhookRequestPostProcessor extends SignsWebhooks<WebhookRequestPostProcessor>
        implements RequestPostProcessor {
    private WebhookRequestPostProcessor(Sent sent) {
        super(sent);
    }

    /** A valid delivery to an endpoint, under its first secret. */
    public static WebhookRequestPostProcessor webhook(String endpoint) {
        return new WebhookRequestPostProcessor(Sent.to(endpoint));
    }

    @Override
    WebhookRequestPostProcessor sending(Sent sent) {
        return new WebhookRequestPostProcessor(sent);
    }

    @Override
    public MockHttpServletRequest postProcessRequest(MockHttpServletRequest request) {
        WebhookSigning signing = WebApplicationContextUtils.getRequiredWebApplicationContext(
                        request.getServletContext())
                .getBean(WebhookSigning.class);
        byte[] content = request.getContentAsByteArray();
        WebhookRequest signed = signed(signing, content == null ? new byte[0] : content, request.getContentType());
        request.setContent(WebhookSigning.body(signed));
        signed.headers().names().forEach(request::removeHeader);
        WebhookSigning.copy(signed, request::addHeader);
        return request;
    }
}
