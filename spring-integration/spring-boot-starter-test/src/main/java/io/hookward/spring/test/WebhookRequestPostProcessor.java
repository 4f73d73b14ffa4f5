package io.hookward.spring.test;

import io.hookward.testkit.TestDelivery;
import io.hookward.verify.WebhookRequest;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.web.context.support.WebApplicationContextUtils;

/**
 * Makes a MockMvc request what a provider would send: {@code post("/webhooks/github").content(json).with(webhook("github"))}.
 * The content of the request is signed, unless there is none: then the body is one that the provider might send.
 * Immutable; each method gives a new value.
 */
public final class WebhookRequestPostProcessor implements RequestPostProcessor {
    private final String endpoint;
    private final UnaryOperator<TestDelivery> shape;
    private final Function<TestDelivery, WebhookRequest> end;

    private WebhookRequestPostProcessor(
            String endpoint, UnaryOperator<TestDelivery> shape, Function<TestDelivery, WebhookRequest> end) {
        this.endpoint = endpoint;
        this.shape = shape;
        this.end = end;
    }

    /** A valid delivery to an endpoint, under its first secret. */
    public static WebhookRequestPostProcessor webhook(String endpoint) {
        return new WebhookRequestPostProcessor(endpoint, delivery -> delivery, TestDelivery::valid);
    }

    /** With this id, where the provider sends one. */
    public WebhookRequestPostProcessor id(String id) {
        return new WebhookRequestPostProcessor(
                endpoint, delivery -> shape.apply(delivery).id(id), end);
    }

    /** With this event type, where the provider sends one. */
    public WebhookRequestPostProcessor event(String type) {
        return new WebhookRequestPostProcessor(
                endpoint, delivery -> shape.apply(delivery).eventType(type), end);
    }

    /** Not valid: {@code .as(TestDelivery::forged)}, {@code .as(TestDelivery::stale)}. */
    public WebhookRequestPostProcessor as(Function<TestDelivery, WebhookRequest> variant) {
        return new WebhookRequestPostProcessor(endpoint, shape, variant);
    }

    @Override
    public MockHttpServletRequest postProcessRequest(MockHttpServletRequest request) {
        TestDelivery delivery = WebApplicationContextUtils.getRequiredWebApplicationContext(request.getServletContext())
                .getBean(WebhookSigning.class)
                .delivery(endpoint);
        byte[] content = request.getContentAsByteArray();
        WebhookRequest signed =
                end.apply(shape.apply(content == null || content.length == 0 ? delivery : delivery.body(content)));
        request.setContent(WebhookSigning.body(signed));
        WebhookSigning.copy(signed, request::addHeader);
        return request;
    }
}
