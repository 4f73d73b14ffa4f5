package io.hookward.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookward.scheme.SchemeTarget;
import java.util.HexFormat;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The fuzz targets, each for a fixed number of inputs from a fixed seed, so that every build runs the same ones.
 * {@code -Dfuzz.factor=100} runs a hundred times as many, from another seed; {@code CONTRIBUTING.md} tells how to run them
 * with coverage as a guide.
 */
class SeededFuzzTest {
    private static final int FACTOR = Integer.getInteger("fuzz.factor", 1);

    private static void run(int inputs, Consumer<byte[]> target) {
        long seed = FACTOR == 1 ? 4231 : System.nanoTime();
        Random random = new Random(seed);
        for (long i = 0; i < (long) inputs * FACTOR; i++) {
            byte[] data = new byte[random.nextInt(random.nextInt(10) == 0 ? 400 : 60)];
            random.nextBytes(data);
            try {
                target.accept(data);
            } catch (Throwable found) {
                throw new AssertionError(
                        "seed " + seed + ", input " + HexFormat.of().formatHex(data) + ": " + found, found);
            }
        }
    }

    @Test
    @DisplayName("whatever headers and body hold, the outcome is a verdict, and the right one")
    void requests() {
        RequestTarget target = new RequestTarget();
        assertThat(target.played())
                .contains(
                        "avala",
                        "avnology",
                        "avra-timestamped",
                        "github",
                        "shopify",
                        "slack",
                        "standard-webhooks",
                        "stripe",
                        "svix");
        run(40_000, target::run);
        assertThat(target.accepted()).isGreaterThan(1000);
    }

    @Test
    @DisplayName("whatever a secret or a signature is written as, it has one meaning or none, and is told to nobody")
    void secrets() {
        run(40_000, SecretTarget::run);
    }

    @Test
    @DisplayName("whatever a scheme's description holds, it is refused with its place, or it works")
    void schemes() {
        SchemeTarget target = new SchemeTarget();
        run(5_000, target::run);
        assertThat(target.accepted()).isGreaterThan(1000);
    }
}
