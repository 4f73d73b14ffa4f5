package io.hookward.spring.app;

import static io.hookward.spring.test.WebhookRequestPostProcessor.webhook;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import io.hookward.spring.test.WebhookClock;
import io.hookward.spring.test.WebhookSigning;
import io.hookward.testkit.MutableClock;
import io.hookward.testkit.TestDelivery;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** What a slice with MockMvc does, wherever a line of Spring Boot has its annotation. */
@WebhookClock
@Import({Listeners.class, Security.class, Seen.class})
public abstract class MvcSlicePromises {
    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private MutableClock clock;

    @Autowired
    private WebhookSigning signing;

    @Autowired
    private Seen seen;

    private final String id = UUID.randomUUID().toString();

    @Test
    @DisplayName("brings a signed request to a controller, past the application's security")
    void controller() {
        assertThat(mvc.perform(post("/webhooks/stripe")
                        .content("{\"id\":\"" + id + "\",\"type\":\"paid\"}")
                        .with(webhook("stripe"))))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("received")
                .isEqualTo(true);
        assertThat(seen.lines("stripe " + id)).containsExactly("stripe " + id + " paid");
    }

    @Test
    @DisplayName("brings a signed request to a listener that the test imports")
    void listener() {
        MockHttpServletRequestBuilder push = post("/webhooks/github")
                .content("{\"ref\":\"main\",\"repository\":{\"name\":\"hookward\"}}")
                .header("User-Agent", "test")
                .with(webhook("github").event("push").id(id));

        assertThat(mvc.perform(push)).hasStatusOk();
        assertThat(seen.lines("push " + id)).containsExactly("push " + id + " main hookward push test");
    }

    @Test
    @DisplayName("has a new id for each request, unless one is given")
    void ids() {
        assertThat(mvc.perform(post("/webhooks/github").with(webhook("github"))))
                .doesNotContainHeader("Webhook-Duplicate");
        assertThat(mvc.perform(post("/webhooks/github").with(webhook("github"))))
                .doesNotContainHeader("Webhook-Duplicate");
        assertThat(mvc.perform(post("/webhooks/github").with(webhook("github").id(id))))
                .doesNotContainHeader("Webhook-Duplicate");
        assertThat(mvc.perform(post("/webhooks/github").with(webhook("github").id(id))))
                .containsHeader("Webhook-Duplicate");
    }

    @Test
    @DisplayName("keeps the content type that a test gives, and otherwise has the provider's")
    void contentType() {
        MockHttpServletRequestBuilder paid =
                post("/webhooks/stripe").content("{\"id\":\"" + id + "\",\"type\":\"paid\"}");

        assertThat(mvc.perform(paid.contentType(MediaType.APPLICATION_XML).with(webhook("stripe"))))
                .hasStatus(415);
        assertThat(mvc.perform(paid.contentType(MediaType.APPLICATION_JSON).with(webhook("stripe"))))
                .hasStatusOk();
        assertThat(mvc.perform(post("/webhooks/stripe").with(webhook("stripe"))))
                .hasStatusOk();
    }

    @Test
    @DisplayName("refuses what is forged or not signed, and opens nothing else")
    void refused() {
        assertThat(mvc.perform(post("/webhooks/github").with(webhook("github").as(TestDelivery::forged))))
                .hasStatus(401);
        assertThat(mvc.perform(post("/webhooks/github"))).hasStatus(401);
        assertThat(mvc.perform(get("/private")).getResponse().getStatus()).isIn(302, 401);
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
