package io.hookward.spring.test;

import static io.hookward.spring.test.WebhookRequestPostProcessor.webhook;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import io.hookward.spring.WebhookDelivery;
import io.hookward.testkit.MutableClock;
import io.hookward.testkit.TestDelivery;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

@DisplayName("A test of a slice with MockMvc")
@WebhookClock
@WebMvcTest(
        properties = {
            "hookward.endpoints.github.secret=not-a-real-secret-of-github",
            "hookward.endpoints.stripe.secret=not-a-real-secret-of-stripe"
        })
class WebMvcSliceTest {
    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private MutableClock clock;

    @Autowired
    private WebhookSigning signing;

    @SpringBootApplication
    @RestController
    static class Application {
        record Push(String ref) {}

        @PostMapping("/webhooks/github")
        String pushed(WebhookDelivery delivery) {
            return delivery.eventType().orElse("") + " "
                    + delivery.payload(Push.class).ref();
        }

        @PostMapping("/webhooks/stripe")
        String paid(WebhookDelivery delivery) {
            return delivery.provider();
        }
    }

    @Test
    @DisplayName("sees the filter and the resolver, and signs what it sends")
    void signs() {
        assertThat(mvc.perform(post("/webhooks/github")
                        .content("{\"ref\":\"main\"}")
                        .with(webhook("github").event("push").id("1"))))
                .hasStatusOk()
                .bodyText()
                .isEqualTo("push main");
    }

    @Test
    @DisplayName("can send what is refused")
    void refused() {
        assertThat(mvc.perform(post("/webhooks/github").with(webhook("github").as(TestDelivery::forged))))
                .hasStatus(401);
        assertThat(mvc.perform(post("/webhooks/github"))).hasStatus(401);
    }

    @Test
    @DisplayName("moves the application's clock")
    void clock() {
        var captured = signing.delivery("stripe").valid();
        clock.advance(Duration.ofMinutes(6));

        var late = post(signing.path("stripe")).content(WebhookSigning.body(captured));
        WebhookSigning.copy(captured, late::header);

        assertThat(mvc.perform(late)).hasStatus(401);
        assertThat(mvc.perform(post("/webhooks/stripe").with(webhook("stripe"))))
                .hasStatusOk();
    }
}
