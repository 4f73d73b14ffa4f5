package io.hookward.spring.reactive;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookward.Answer;
import io.hookward.request.WebhookRequest;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import reactor.core.scheduler.Schedulers;

@DisplayName("While more listeners of a reactive application hang than there are threads for other work")
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "hookward.endpoints.slow.provider=github",
            "hookward.endpoints.slow.secret=not-a-real-secret-of-github",
            "hookward.endpoints.quick.provider=github",
            "hookward.endpoints.quick.secret=not-a-real-secret-of-github",
            "hookward.filter.concurrent-deliveries=1000"
        })
@Import(SlowListeners.class)
class SlowListenersTest extends SlowListenersPromises {
    /** More at one time than Reactor has threads for blocking work. */
    private static final int MANY = 2 * Schedulers.DEFAULT_BOUNDED_ELASTIC_SIZE;

    @Test
    @DisplayName("a forged request is refused, a repetition answered, and another endpoint's delivery handled")
    void others() throws Exception {
        List<WebhookRequest> hanging = hang(MANY);

        WebhookRequest forged =
                Senders.delivery("github").eventType("push").body("{}").forged();
        assertThat(send("/webhooks/slow", forged).status()).isEqualTo(401);
        assertThat(send("/webhooks/slow", hanging.get(0)).status())
                .as("in flight")
                .isEqualTo(503);

        WebhookRequest quick = delivery();
        assertThat(send("/webhooks/quick", quick).status()).isEqualTo(200);
        assertThat(application.completed).contains(id(quick));
        assertThat(application.hanging).hasValue(MANY);
    }

    @Test
    @DisplayName("each is completed as soon as it returns, and no lease is lost")
    void completed() throws Exception {
        List<WebhookRequest> hanging = hang(MANY);
        application.gate.countDown();
        for (Wire wire : open) {
            assertThat(wire.status()).isEqualTo(200);
        }
        for (WebhookRequest each : hanging) {
            assertThat(application.completed).contains(id(each));
            assertThat(send("/webhooks/slow", each).headers().first(Answer.DUPLICATE_HEADER))
                    .isEqualTo("true");
        }
        assertThat(application.lost).isEmpty();
    }
}
