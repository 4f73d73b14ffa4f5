package io.hookward.spring.reactive;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookward.request.RejectionReason;
import io.hookward.request.WebhookRequest;
import io.hookward.testkit.HttpAnswer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;

@DisplayName("While as many listeners of a reactive application hang as may")
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "hookward.endpoints.slow.provider=github",
            "hookward.endpoints.slow.secret=not-a-real-secret-of-github",
            "hookward.endpoints.quick.provider=github",
            "hookward.endpoints.quick.secret=not-a-real-secret-of-github",
            "hookward.filter.concurrent-deliveries=3"
        })
@Import(SlowListeners.class)
class BoundedListenersTest extends SlowListenersPromises {
    @Test
    @DisplayName(
            "one more is answered 503 at once and counted, its claim is free, and others' endpoints are not bounded")
    void full() throws Exception {
        hang(3);
        WebhookRequest tooMany = delivery();

        HttpAnswer answer = send("/webhooks/slow", tooMany);
        assertThat(answer.status()).isEqualTo(503);
        assertThat(Integer.parseInt(answer.headers().first("Retry-After"))).isPositive();
        assertThat(application.rejected).containsExactly(RejectionReason.OVERLOADED);
        assertThat(application.released).contains(id(tooMany));
        assertThat(application.hanging).hasValue(3);
        assertThat(send("/webhooks/quick", delivery()).status()).isEqualTo(200);

        application.gate.countDown();
        for (Wire wire : open) {
            assertThat(wire.status()).isEqualTo(200);
        }
        assertThat(send("/webhooks/slow", tooMany).status()).isEqualTo(200);
        assertThat(application.completed).contains(id(tooMany));
    }
}
