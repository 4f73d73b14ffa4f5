package io.hookward.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hookward.request.Delivery;
import io.hookward.request.Rejection;
import io.hookward.request.RejectionReason;
import io.hookward.request.WebhookRequest;
import io.hookward.scheme.Encoding;
import io.hookward.scheme.Providers;
import io.hookward.scheme.SignatureScheme;
import io.hookward.scheme.SigningMethod;
import io.hookward.scheme.Source;
import io.hookward.secret.Secret;
import io.hookward.secret.SecretSource;
import io.hookward.verify.WebhookVerifier;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The verifier judges every variant as its name says, whatever the provider. */
@DisplayName("By every provider's scheme")
class VariantTest {
    private static final Secret CURRENT = secret("new", "the secret of these tests, number 2");
    private static final Secret PREVIOUS = secret("old", "the secret of these tests, number 1");

    private final MutableClock clock = MutableClock.at("2026-03-02T10:30:00Z");

    static Stream<SignatureScheme> all() {
        return Providers.names().stream().map(Providers::get).filter(SimulatedProvider::canBe);
    }

    static Stream<SignatureScheme> withSignatureInHead() {
        return all().filter(
                        scheme -> !method(scheme).signature().sources().get(0).isInBody());
    }

    static Stream<SignatureScheme> withSignedTime() {
        return all().filter(scheme -> method(scheme).isTimeSigned());
    }

    static Stream<SignatureScheme> withoutTime() {
        return all().filter(scheme -> method(scheme).timestamp() == null);
    }

    static Stream<SignatureScheme> withUnsignedIdHeader() {
        // Where a list in the request names the signed headers, an honest sender names that of the id.
        return all().filter(VariantTest::hasIdHeader)
                .filter(scheme -> method(scheme).content().values().stream()
                        .noneMatch(value -> value.kind().listsHeaders()))
                .filter(scheme ->
                        !method(scheme).isSigned(method(scheme).deliveryId().get(0)));
    }

    static Stream<SignatureScheme> withIdInBody() {
        return all().filter(scheme -> !hasIdHeader(scheme));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    @DisplayName("a valid delivery is accepted, with the id and type it was given")
    void valid(SignatureScheme scheme) {
        Delivery delivery = verifier(scheme)
                .verify(provider(scheme)
                        .delivery()
                        .id("evt_1")
                        .eventType("ping")
                        .valid())
                .orElseThrow();

        assertThat(delivery.id().isPresent())
                .isEqualTo(!method(scheme).deliveryId().isEmpty());
        // Where an id or a type is made of several values, this is one of them.
        assertThat(delivery.id().orElse("evt_1")).contains(isIdChosen(scheme) ? "evt_1" : "sha256:");
        assertThat(delivery.eventType().orElse("ping")).startsWith("ping");
        assertThat(delivery.sentAt().orElse(clock.instant())).isEqualTo(clock.instant());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("withSignatureInHead")
    @DisplayName("a delivery that was tampered with is rejected, if the body is signed")
    void tampered(SignatureScheme scheme) {
        TestDelivery delivery = provider(scheme).delivery();

        assertThat(verifier(scheme).verify(delivery.tampered()).isAccepted())
                .isEqualTo(!method(scheme).isSigned(Source.parse("form:number")));
        assertThat(bytesThatDiffer(delivery.id("same").tampered(), delivery.valid()))
                .isEqualTo(1);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    @DisplayName("an unsigned delivery is rejected for its missing signature")
    void unsigned(SignatureScheme scheme) {
        assertThat(reason(scheme, provider(scheme).delivery().unsigned())).isEqualTo(RejectionReason.SIGNATURE_MISSING);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    @DisplayName("a forged delivery is rejected for its wrong signature")
    void forged(SignatureScheme scheme) {
        assertThat(reason(scheme, provider(scheme).delivery().forged())).isEqualTo(RejectionReason.SIGNATURE_MISMATCH);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    @DisplayName("a malformed signature is rejected for its form; a token in clear, which has none, for being wrong")
    void malformed(SignatureScheme scheme) {
        boolean token = method(scheme).signature().encodings().contains(Encoding.TEXT);

        assertThat(reason(scheme, provider(scheme).delivery().malformed()))
                .isEqualTo(token ? RejectionReason.SIGNATURE_MISMATCH : RejectionReason.SIGNATURE_MALFORMED);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    @DisplayName("a delivery signed by the old secret is accepted in its grace, and rejected afterwards")
    void oldSecret(SignatureScheme scheme) {
        WebhookVerifier verifier = verifier(scheme);
        TestDelivery delivery = provider(scheme).delivery();

        assertThat(verifier.verify(delivery.signedBy(PREVIOUS)).orElseThrow().secretId())
                .contains("old");
        clock.advance(Duration.ofHours(24).plusMillis(1));
        assertThat(verifier.verify(delivery.signedBy(PREVIOUS)).rejected().map(Rejection::reason))
                .contains(RejectionReason.SECRET_EXPIRED);
        assertThat(verifier.verify(delivery.valid()).orElseThrow().secretId()).contains("new");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("withSignedTime")
    @DisplayName("a stale delivery is rejected as too old, and one from the future as too new")
    void time(SignatureScheme scheme) {
        assertThat(reason(scheme, provider(scheme).delivery().stale())).isEqualTo(RejectionReason.TIMESTAMP_TOO_OLD);
        assertThat(reason(scheme, provider(scheme).delivery().inTheFuture()))
                .isEqualTo(RejectionReason.TIMESTAMP_TOO_NEW);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("withoutTime")
    @DisplayName("nothing is stale where no time is signed")
    void noTime(SignatureScheme scheme) {
        assertThatThrownBy(() -> provider(scheme).delivery().stale()).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> provider(scheme).delivery().inTheFuture()).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("withUnsignedIdHeader")
    @DisplayName("a delivery replayed under another unsigned id verifies, with the same replay key")
    void replay(SignatureScheme scheme) {
        SimulatedProvider provider = provider(scheme);
        WebhookRequest captured = provider.delivery().valid();

        Delivery first = verifier(scheme).verify(captured).orElseThrow();
        Delivery second =
                verifier(scheme).verify(provider.replay(captured, "another")).orElseThrow();

        assertThat(second.id().orElseThrow())
                .startsWith("another")
                .isNotEqualTo(first.id().orElseThrow());
        assertThat(second.replayKey()).isEqualTo(first.replayKey());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("withIdInBody")
    @DisplayName("an id in the body cannot be replaced")
    void noReplay(SignatureScheme scheme) {
        SimulatedProvider provider = provider(scheme);

        assertThatThrownBy(() -> provider.replay(provider.delivery().valid(), "another"))
                .isInstanceOf(IllegalStateException.class);
    }

    private RejectionReason reason(SignatureScheme scheme, WebhookRequest request) {
        return verifier(scheme).verify(request).rejected().orElseThrow().reason();
    }

    private WebhookVerifier verifier(SignatureScheme scheme) {
        return WebhookVerifier.builder(scheme)
                .secrets(
                        SecretSource.rotating(CURRENT, PREVIOUS, clock.instant().plus(Duration.ofHours(24))))
                .clock(clock)
                .build();
    }

    private SimulatedProvider provider(SignatureScheme scheme) {
        return SimulatedProvider.of(scheme, CURRENT).clock(clock);
    }

    private static int bytesThatDiffer(WebhookRequest one, WebhookRequest other) {
        byte[] left = Requests.bytes(one);
        byte[] right = Requests.bytes(other);
        assertThat(left).hasSameSizeAs(right);
        int count = 0;
        for (int i = 0; i < left.length; i++) {
            count += Integer.bitCount((left[i] ^ right[i]) & 0xff);
        }
        return count;
    }

    private static boolean hasIdHeader(SignatureScheme scheme) {
        return method(scheme).deliveryId().stream()
                .limit(1)
                .flatMap(place -> place.values().stream())
                .anyMatch(value -> value.source() != null && value.source().kind() == Source.Kind.HEADER);
    }

    /** Whether an id consists of more than the event type and the hash of the body. */
    private static boolean isIdChosen(SignatureScheme scheme) {
        return method(scheme).deliveryId().stream()
                        .limit(1)
                        .flatMap(place -> place.values().stream())
                        .anyMatch(value -> value.source() != null
                                && value.source().kind() != Source.Kind.FINGERPRINT
                                && method(scheme).eventType().stream().noneMatch(type -> type.contains(value.source())))
                || method(scheme).deliveryId().isEmpty();
    }

    private static SigningMethod method(SignatureScheme scheme) {
        return scheme.methods().get(0);
    }

    /** As key bytes, which fit whatever form a scheme's secrets have. */
    private static Secret secret(String id, String text) {
        return Secret.builder(text.getBytes(StandardCharsets.US_ASCII)).id(id).build();
    }
}
