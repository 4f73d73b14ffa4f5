package io.hookward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.hookward.request.Rejection;
import io.hookward.request.RejectionReason;
import io.hookward.request.WebhookRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AnswerTest {
    private final ReceiverFixture bench = ReceiverFixture.of("github");

    private Answer answer(RejectionReason reason) {
        return Answer.to(new Reception.Rejected(
                bench.endpoint, new Rejection(reason, "a detail with a <secret> hint and 0123456789abcdef")));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("each reason is answered with its status, as a problem of RFC 9457 that names nothing of the request")
    void problems(RejectionReason reason) {
        Answer answer = answer(reason);
        assertThat(answer.status()).isEqualTo(reason.httpStatus()).isNotEqualTo(410);
        assertThat(answer.headers())
                .containsEntry("Content-Type", "application/problem+json")
                .containsEntry("X-Content-Type-Options", "nosniff")
                .containsEntry("Cache-Control", "no-store");

        JsonNode problem = new JsonMapper().readTree(answer.bodyBytes());
        assertThat(problem.propertyNames()).containsExactlyInAnyOrder("type", "title", "status", "code");
        assertThat(problem.get("status").asInt()).isEqualTo(reason.httpStatus());
        assertThat(problem.get("code").asString()).matches("[a-z_]+");
        assertThat(answer.body() + answer.headers())
                .doesNotContain("secret", "0123456789abcdef", "<", "github", "hookward", "Exception");
    }

    @Test
    @DisplayName("who proves nothing learns nothing: all those answers are the same, byte for byte")
    void oneAnswerForAllForgeries() {
        assertThat(Arrays.stream(RejectionReason.values()).filter(reason -> reason.httpStatus() == 401))
                .hasSizeGreaterThanOrEqualTo(15)
                .allSatisfy(reason -> assertThat(answer(reason)).isEqualTo(answer(RejectionReason.SIGNATURE_MISMATCH)));
    }

    @Test
    @DisplayName("an unusable secret, a failing store and too much work look alike from outside")
    void oneAnswerForAllTroubles() {
        Answer answer = answer(RejectionReason.NO_USABLE_SECRET);
        assertThat(answer.headers()).containsEntry("Retry-After", "5");
        assertThat(Stream.of(RejectionReason.STORE_UNAVAILABLE, RejectionReason.OVERLOADED)
                        .map(this::answer))
                .containsOnly(answer);
    }

    @Test
    @DisplayName("the method that is allowed is named with 405, and a body too large to read ends the connection")
    void extraHeaders() {
        assertThat(answer(RejectionReason.METHOD_NOT_ALLOWED).headers()).containsEntry("Allow", "POST");
        assertThat(answer(RejectionReason.BODY_TOO_LARGE).headers()).containsEntry("Connection", "close");
        assertThat(answer(RejectionReason.BODY_INCOMPLETE).headers()).containsEntry("Connection", "close");
    }

    @Test
    @DisplayName("a 401 comes with the challenge that RFC 9110 wants in each, the same for all")
    void challenge() {
        assertThat(answer(RejectionReason.SIGNATURE_MISMATCH).headers())
                .containsEntry("WWW-Authenticate", "Webhook-Signature");
    }

    @ParameterizedTest
    @CsvSource({"400", "403", "404"})
    @DisplayName("a provider that needs another status for a forgery gets it, for each of them alike")
    void refusalStatus(int status) {
        ReceiverFixture other = ReceiverFixture.of("github", settings -> settings.refusalStatus(status));
        Rejection why = new Rejection(RejectionReason.TIMESTAMP_TOO_OLD, "");
        Answer answer = Answer.to(new Reception.Rejected(other.endpoint, why));
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body()).contains("\"status\":" + status, "\"code\":\"unverified\"");
        assertThat(answer.headers()).doesNotContainKey("WWW-Authenticate");
        assertThat(Answer.to(new Reception.Rejected(
                                other.endpoint, new Rejection(RejectionReason.STORE_UNAVAILABLE, "")))
                        .status())
                .isEqualTo(503);
    }

    @Test
    @DisplayName("a duplicate is acknowledged, and says that it is one")
    void duplicate() {
        WebhookRequest request = bench.signed("d-1", "{}");
        bench.admitted(request).complete();
        Answer answer = Answer.to(bench.receive(request));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers()).containsEntry("Webhook-Duplicate", "true");
        assertThat(answer.body()).isEmpty();
        assertThat(answer.bodyBytes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"PT0S, 1", "PT-5S, 1", "PT0.001S, 1", "PT1S, 1", "PT1.001S, 2", "PT29.9S, 30", "PT5M, 30", "P365D, 30"})
    @DisplayName(
            "a delivery in flight is never acknowledged: come again, in whole seconds, and not much later than it may end")
    void inFlight(Duration remaining, String seconds) {
        WebhookRequest request = bench.signed("d-1", "{}");
        Reception.Admitted admitted = (Reception.Admitted) bench.receive(request);
        Answer answer = Answer.to(new Reception.InFlight(bench.endpoint, admitted.delivery(), remaining));
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.headers()).containsEntry("Retry-After", seconds);
    }

    @Test
    @DisplayName("a lease that never ends does not break the answer")
    void longestLease() {
        Reception.Admitted admitted = (Reception.Admitted) bench.receive(bench.signed("d-1", "{}"));
        Duration ever = Duration.ofSeconds(Long.MAX_VALUE);
        assertThat(Answer.to(new Reception.InFlight(bench.endpoint, admitted.delivery(), ever))
                        .headers())
                .containsEntry("Retry-After", "30");
    }

    @Test
    @DisplayName("an admitted delivery is the application's to answer")
    void admitted() {
        Reception reception = bench.receive(bench.signed("d-1", "{}"));
        assertThatIllegalArgumentException().isThrownBy(() -> Answer.to(reception));
    }

    @Test
    @DisplayName("nothing a sender wrote stands in an answer")
    void nothingEchoed() {
        String mark = "m4rk3r";
        WebhookRequest forged = Requests.with(
                Requests.with(bench.signed(mark, "{\"" + mark + "\":1}"), "X-GitHub-Event", mark),
                "X-Hub-Signature-256",
                "sha256=" + mark);
        Reception reception = bench.receive(forged);
        assertThat(ReceiverFixture.reason(reception)).isEqualTo(Optional.of(RejectionReason.SIGNATURE_MALFORMED));
        Answer answer = Answer.to(reception);
        assertThat(answer.headers() + new String(answer.bodyBytes(), StandardCharsets.UTF_8))
                .doesNotContain(mark);
    }
}
