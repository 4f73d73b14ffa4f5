package io.hookward.samples.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookward.request.WebhookRequest;
import io.hookward.samples.jetty.ObedientServlet.Outcome;
import io.hookward.testkit.HttpAnswer;
import io.hookward.testkit.SimulatedProvider;
import io.hookward.testkit.TestDelivery;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is answered, and reported, depending on what became of an earlier delivery with the same id. */
class RepetitionAnswersTest {
    private static final String PLAIN = "/special/plain";
    private static final int AT_ONCE = 20;
    private static final int MOST_RETRIES = 100;

    private ControlledReceiver receiver;

    @BeforeEach
    void start() throws Exception {
        receiver = new ControlledReceiver();
    }

    @AfterEach
    void stop() {
        receiver.close();
    }

    @Test
    @DisplayName("a duplicate is acknowledged without the application once the first one is done, and not before")
    void inFlight() throws Exception {
        TestDelivery delivery = receiver.delivery().id("in-flight");
        receiver.application.next("in-flight", Outcome.WAIT);
        CompletableFuture<HttpAnswer> first = receiver.to(PLAIN).sendLater(delivery.valid());
        receiver.application.awaitHeld();

        assertThat(receiver.send(PLAIN, delivery.valid())).isEqualTo("503 retry later");

        receiver.application.letGo();
        assertThat(first.get().status()).isEqualTo(200);
        assertThat(receiver.send(PLAIN, delivery.valid())).isEqualTo("200 duplicate");
        assertThat(receiver.application.calls()).isEqualTo(1);
    }

    @Test
    @DisplayName("of many that come at once, one is handled")
    void atOnce() throws Exception {
        WebhookRequest request = receiver.delivery().valid();
        List<CompletableFuture<HttpAnswer>> answers = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            answers.add(receiver.to(PLAIN).sendLater(request));
        }
        for (CompletableFuture<HttpAnswer> answer : answers) {
            answer.get();
        }

        assertThat(receiver.application.calls()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"FAIL", "THROW", "FORGET"})
    @DisplayName("a delivery whose handling failed, in whatever way, is handled when it comes again")
    void failures(Outcome failure) throws Exception {
        TestDelivery delivery = receiver.delivery().id(failure.name());
        receiver.application.next(failure.name(), failure);

        assertThat(receiver.send(PLAIN, delivery.valid())).isEqualTo("500 by application");
        assertThat(retry(delivery)).isEqualTo("200 by application");
    }

    /** As a provider does it: again, as long as it is told to come later. After a time-out, the answer may be ahead. */
    private String retry(TestDelivery delivery) throws Exception {
        String seen = "";
        for (int attempt = 0; attempt < MOST_RETRIES && !seen.startsWith("200"); attempt++) {
            seen = receiver.send(PLAIN, delivery.valid());
        }
        return seen;
    }

    @Test
    @DisplayName("a delivery that was handled asynchronously is done")
    void asynchronous() throws Exception {
        TestDelivery delivery = receiver.delivery().id("later");
        receiver.application.next("later", Outcome.LATER);

        assertThat(receiver.send(PLAIN, delivery.valid())).isEqualTo("200 by application");
        assertThat(receiver.send(PLAIN, delivery.valid())).isEqualTo("200 duplicate");
    }

    @Test
    @DisplayName("another body under the same id is a duplicate that is reported, and 409 at a strict endpoint")
    void conflicts() throws Exception {
        TestDelivery first = receiver.delivery().id("conflict");
        TestDelivery other = receiver.delivery().id("conflict").field("/data/number", 2);
        receiver.send(PLAIN, first.valid());
        receiver.send("/special/strict", first.valid());

        assertThat(receiver.send(PLAIN, other.valid())).isEqualTo("200 duplicate, id conflict");
        assertThat(receiver.send("/special/strict", other.valid())).isEqualTo("409 id conflict, id_conflict");
    }

    @Test
    @DisplayName("a captured delivery that is sent again under another, unsigned id is refused")
    void replay() throws Exception {
        SimulatedProvider avra = receiver.avra();
        WebhookRequest captured = avra.delivery().valid();
        receiver.send(PLAIN, captured);

        assertThat(receiver.send(PLAIN, avra.replay(captured, "another"))).isEqualTo("401 signature_replayed");
    }

    @Test
    @DisplayName("a delivery without an id is handled each time, and reported")
    void withoutId() throws Exception {
        WebhookRequest request = SimulatedProvider.of(SpecialEndpoints.WITHOUT_ID, SpecialEndpoints.SECRET)
                .delivery()
                .valid();

        assertThat(receiver.send("/special/without-id", request)).isEqualTo("200 by application, no id");
        assertThat(receiver.send("/special/without-id", request)).isEqualTo("200 by application, no id");
    }

    @Test
    @DisplayName("while the store is out of reach, 503, or handled without a claim at an endpoint that is set so")
    void storeFailure() throws Exception {
        receiver.store.reachable(false);

        assertThat(receiver.send(PLAIN, receiver.delivery().valid()))
                .isEqualTo("503 retry later, store failed, store_unavailable");
        assertThat(receiver.send("/special/unclaimed", receiver.delivery().valid()))
                .isEqualTo("200 by application, store failed");
    }
}
