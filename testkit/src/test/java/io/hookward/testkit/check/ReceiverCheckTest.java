package io.hookward.testkit.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hookward.scheme.Providers;
import io.hookward.scheme.SignatureScheme;
import io.hookward.scheme.TimestampRule;
import io.hookward.secret.Secret;
import io.hookward.testkit.check.CheckResult.Outcome;
import io.hookward.testkit.check.ForeignReceiver.Flaw;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a check finds in receivers that were not made with this library, over real HTTP. */
class ReceiverCheckTest {
    private static final String TEXT = "a secret of the receiver check test";
    private static final Secret SECRET = Secret.of(TEXT);
    private static final SignatureScheme SCHEME = SignatureScheme.builder("acme")
            .signatureHeader(ForeignReceiver.SIGNATURE)
            .content("{timestamp}.{body}")
            .timestamp("header:" + ForeignReceiver.TIMESTAMP, TimestampRule.Unit.SECONDS)
            .deliveryId("header:" + ForeignReceiver.ID)
            .build();

    @Test
    @DisplayName("a correct receiver passes every case")
    void correct() throws Exception {
        CheckReport report = check();

        assertThat(report.isPassed()).as(report.text()).isTrue();
        assertThat(report.count(Outcome.PASSED)).isGreaterThanOrEqualTo(33);
        assertThat(report.results())
                .filteredOn(result -> result.outcome() == Outcome.SKIPPED)
                .extracting(CheckResult::name)
                .containsExactly(
                        "bodies of the answers to no signature and another secret",
                        "half as old as is tolerated",
                        "compressed body");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("a receiver with one flaw fails just the cases that are about it")
    void flawed(Flaw flaw) throws Exception {
        List<String> failed = check(flaw).results().stream()
                .filter(result -> result.outcome() == Outcome.FAILED)
                .map(CheckResult::name)
                .toList();

        assertThat(failed).containsExactlyInAnyOrder(casesAbout(flaw));
    }

    private static String[] casesAbout(Flaw flaw) {
        String cases = switch (flaw) {
            case NO_DEDUPLICATION ->
                "repeated after it was handled, 20 times at once, same id; other body, repeated while it is being handled"
                        + ", repeated after that, repeated after it was handled at last";
            case DONE_BEFORE_HANDLED -> "repeated while it is being handled, repeated after the failure";
            case ACKNOWLEDGED_IN_FLIGHT -> "repeated while it is being handled";
            case BODY_WRITTEN_ANEW -> "valid; with unusual white space in the JSON";
            case STALE_ACCEPTED -> "stale";
            case FUTURE_ACCEPTED -> "from the future";
            case PREFIX_COMPARED -> "signature cut short, one character of the signature changed";
            case SHORTER_COMPARED -> "empty signature, signature cut short";
            case UNBOUNDED_BODY -> "body over the limit; size declared, body over the limit; in chunks";
            case UNSIGNED_ACCEPTED -> "no signature";
            case EXCEPTION_ON_ODD_TIMESTAMP -> "no timestamp, malformed timestamp";
            case ANY_METHOD -> "method GET, method PUT, method DELETE";
            case UNVERIFIED_BELOW_PATH -> "forged; at /hook/, forged; at /hook;x=1";
            case REPLAY_ACCEPTED -> "captured; and sent again under another id";
        };
        return List.of(cases.split(", ")).stream()
                .map(name -> name.replace("; ", ", "))
                .toArray(String[]::new);
    }

    @Test
    @DisplayName("without being told of the receiver, it skips what it cannot judge, and says why")
    void unknownReceiver() throws Exception {
        try (ForeignReceiver receiver = new ForeignReceiver(TEXT.getBytes(StandardCharsets.UTF_8))) {
            CheckReport report =
                    ReceiverCheck.of(receiver.url(), SCHEME, SECRET).run();

            assertThat(report.isPassed()).as(report.text()).isTrue();
            assertThat(report.results())
                    .contains(
                            new CheckResult(
                                    "20 times at once",
                                    "",
                                    "it is not known how many deliveries are handled",
                                    Outcome.SKIPPED),
                            new CheckResult("body over the limit", "", "the limit is not known", Outcome.SKIPPED));
        }
    }

    @Test
    @DisplayName("a receiver that answers nothing gets one delivery, and fails")
    void unreachable() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }

        CheckReport report = ReceiverCheck.of(URI.create("http://127.0.0.1:" + port + "/hook"), SCHEME, SECRET)
                .run();

        assertThat(report.results())
                .containsExactly(new CheckResult("valid", "2xx", "no answer (ConnectException)", Outcome.FAILED));
    }

    @Test
    @DisplayName("the wrong secret fails the valid deliveries, and neither it nor a signature is in the report")
    void wrongSecret() throws Exception {
        try (ForeignReceiver receiver = new ForeignReceiver("another secret".getBytes(StandardCharsets.UTF_8))) {
            String text = ReceiverCheck.of(receiver.url(), SCHEME, SECRET).run().text();

            assertThat(text).containsPattern("!! valid +2xx +400\n").doesNotContain(TEXT);
            assertThat(text).doesNotContainPattern("[0-9a-f]{64}");
        }
    }

    @Test
    @DisplayName("a scheme by which only the provider can sign is refused at once")
    void publicKey() {
        assertThatThrownBy(() -> ReceiverCheck.of(URI.create("http://127.0.0.1/"), Providers.get("discord"), SECRET))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Discord");
    }

    private static CheckReport check(Flaw... flaws) throws Exception {
        try (ForeignReceiver receiver = new ForeignReceiver(TEXT.getBytes(StandardCharsets.UTF_8), flaws)) {
            return ReceiverCheck.of(receiver.url(), SCHEME, SECRET)
                    .maxBodyBytes(ForeignReceiver.MAX_BODY)
                    .handledCount(receiver::handledCount)
                    .withProbes()
                    .run();
        }
    }
}
