package io.hookward.samples.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookward.request.WebhookRequest;
import io.hookward.testkit.TestDelivery;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is answered, and reported, depending on who signed, and when; over real HTTP, on a clock that the test sets. */
class SignatureAnswersTest {
    private static final String PLAIN = "/special/plain";
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

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
    @DisplayName(
            "a valid delivery reaches the application, every other one is answered 401 and reported with its reason")
    void signatures() throws Exception {
        assertThat(receiver.send(PLAIN, delivery().valid())).isEqualTo("200 by application");
        assertThat(receiver.send(PLAIN, delivery().tampered())).isEqualTo("401 signature_mismatch");
        assertThat(receiver.send(PLAIN, delivery().forged())).isEqualTo("401 signature_mismatch");
        assertThat(receiver.send(PLAIN, delivery().unsigned())).isEqualTo("401 signature_missing");
        assertThat(receiver.send(PLAIN, delivery().malformed())).isEqualTo("401 signature_malformed");
    }

    @Test
    @DisplayName(
            "a timestamp is accepted to the last second of the tolerance, and not a second beyond it on either side")
    void timestamps() throws Exception {
        TestDelivery oldest = delivery().sentAt(receiver.clock.instant().minus(TOLERANCE));
        TestDelivery older =
                delivery().sentAt(receiver.clock.instant().minus(TOLERANCE).minusSeconds(1));
        TestDelivery newest = delivery().sentAt(receiver.clock.instant().plus(TOLERANCE));
        TestDelivery newer =
                delivery().sentAt(receiver.clock.instant().plus(TOLERANCE).plusSeconds(1));

        assertThat(receiver.send(PLAIN, oldest.valid())).isEqualTo("200 by application");
        assertThat(receiver.send(PLAIN, older.valid())).isEqualTo("401 timestamp_too_old");
        assertThat(receiver.send(PLAIN, newest.valid())).isEqualTo("200 by application");
        assertThat(receiver.send(PLAIN, newer.valid())).isEqualTo("401 timestamp_too_new");
        assertThat(receiver.send(PLAIN, delivery().withTimestamp(null))).isEqualTo("401 timestamp_missing");
        assertThat(receiver.send(PLAIN, delivery().withTimestamp("yesterday"))).isEqualTo("401 timestamp_malformed");
    }

    @Test
    @DisplayName("an old secret is valid during its grace period and no longer, the new one before and after")
    void rotation() throws Exception {
        WebhookRequest inGrace = delivery().signedBy(SpecialEndpoints.OLD_SECRET);
        assertThat(receiver.send("/special/rotating", inGrace)).isEqualTo("200 by application");
        assertThat(receiver.send("/special/rotating", delivery().valid())).isEqualTo("200 by application");

        receiver.clock.advance(SpecialEndpoints.GRACE.plusSeconds(1));

        WebhookRequest afterGrace = delivery().signedBy(SpecialEndpoints.OLD_SECRET);
        assertThat(receiver.send("/special/rotating", afterGrace)).isEqualTo("401 secret_expired");
        assertThat(receiver.send("/special/rotating", delivery().valid())).isEqualTo("200 by application");
    }

    @Test
    @DisplayName("an endpoint whose only secret has expired answers 503, so that the provider repeats")
    void noUsableSecret() throws Exception {
        receiver.clock.advance(SpecialEndpoints.GRACE.plusSeconds(1));

        assertThat(receiver.send("/special/expired", delivery().valid()))
                .isEqualTo("503 retry later, no_usable_secret");
    }

    @Test
    @DisplayName("an endpoint may accept unsigned deliveries, or refuse with another status, if it is set so")
    void settings() throws Exception {
        assertThat(receiver.send("/special/unsigned", delivery().unsigned())).isEqualTo("200 by application");
        assertThat(receiver.send("/special/refusing-422", delivery().forged())).isEqualTo("422 signature_mismatch");
    }

    @Test
    @DisplayName("the answers to a missing, a wrong and an old signature have the same body")
    void sameBodies() throws Exception {
        String missing = receiver.to(PLAIN).send(delivery().unsigned()).body();

        assertThat(missing).isNotEmpty();
        assertThat(receiver.to(PLAIN).send(delivery().forged()).body()).isEqualTo(missing);
        assertThat(receiver.to(PLAIN).send(delivery().stale()).body()).isEqualTo(missing);
    }

    private TestDelivery delivery() {
        return receiver.delivery();
    }
}
