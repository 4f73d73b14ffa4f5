package io.hookward.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookward.request.WebhookRequest;
import io.hookward.scheme.Providers;
import io.hookward.scheme.SignatureScheme;
import io.hookward.scheme.SigningMethod;
import io.hookward.scheme.Template;
import io.hookward.secret.Secret;
import io.hookward.verify.WebhookVerifier;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every symmetric variant of every entry signs what it verifies, and nothing else passes. */
@DisplayName("By every variant of every provider's scheme")
class TwoWayTest {
    private static final int DELIVERIES = 3;

    /** Bits changed in the first delivery: every bit of a signature and of what is not longer, and a quarter of this of the body. */
    private static final int MOST = 512;

    /** Bits changed of each part of the others. */
    private static final int SOME = 8;

    private final MutableClock clock = MutableClock.at("2026-03-02T10:30:00Z");
    private final long seed = Long.getLong("hookward.seed", new Random().nextLong());

    record Variant(SignatureScheme scheme, int index) {
        SigningMethod method() {
            return scheme.methods().get(index);
        }

        @Override
        public String toString() {
            return scheme.name() + ", variant " + (index + 1);
        }
    }

    static Stream<Variant> variants() {
        return Providers.names().stream()
                .map(Providers::get)
                .flatMap(scheme -> IntStream.range(0, scheme.methods().size())
                        .mapToObj(index -> new Variant(scheme, index))
                        .filter(variant -> variant.method().algorithms().get(0).isSymmetric()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("variants")
    @DisplayName(
            "a random delivery is verified; with one bit of the body, the signature or a signed value changed, it is not")
    void twoWay(Variant variant) {
        Random random = new Random(seed);
        Secret secret = secret(random, "right");
        WebhookVerifier verifier = verifier(variant, secret);
        for (int i = 0; i < DELIVERIES; i++) {
            WebhookRequest request = delivery(variant, secret, random).valid();
            assertThat(verifier.verify(request).rejected())
                    .as("%s, -Dhookward.seed=%s", variant, seed)
                    .isEmpty();
            BitFlips flips = new BitFlips(variant.scheme(), variant.index(), request);
            flips.each(
                    i == 0 ? MOST : SOME,
                    random,
                    (what, changed) -> assertThat(verifier.verify(changed).isAccepted())
                            .as("%s, -Dhookward.seed=%s: %s", variant, seed, what)
                            .isFalse());
        }
        WebhookRequest forged =
                delivery(variant, secret(random, "wrong"), random).valid();
        assertThat(verifier.verify(forged).isAccepted()).isFalse();
    }

    private TestDelivery delivery(Variant variant, Secret secret, Random random) {
        return SimulatedProvider.of(variant.scheme(), secret)
                .variant(variant.index())
                .clock(clock)
                .url("https://receiver.example/hooks/" + text(random) + "?a=" + text(random))
                .delivery()
                .id(text(random))
                .eventType(text(random))
                .sentAt(clock.instant().plusMillis(random.nextInt(60_000) - 30_000))
                .field(isFlat(variant) ? "/note" : "/extra/note", text(random) + " é€😀 \"\\ <&> " + random.nextInt());
    }

    private static boolean isFlat(Variant variant) {
        return variant.method().signs(Template.Value.Kind.PARAMETERS_SORTED);
    }

    private WebhookVerifier verifier(Variant variant, Secret secret) {
        return WebhookVerifier.builder(variant.scheme())
                .secrets(secret)
                .clock(clock)
                .build();
    }

    private static Secret secret(Random random, String id) {
        return Secret.builder((text(random) + text(random) + "-long-enough").getBytes(StandardCharsets.US_ASCII))
                .id(id)
                .build();
    }

    private static String text(Random random) {
        return random.ints(4 + random.nextInt(12), 0, 36)
                .mapToObj(digit -> String.valueOf(Character.forDigit(digit, 36)))
                .reduce("", String::concat);
    }
}
