package io.hookward.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.hookward.scheme.Providers;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** An id names an event: another event is never taken for a repetition, nor a repetition for another event. */
class DeliveryPairsTest {
    @TestFactory
    @DisplayName("the second request of a pair is a duplicate or is handled, as its provider means it")
    Stream<DynamicNode> pairs() {
        return PairFiles.all().stream().flatMap(DeliveryPairsTest::tests);
    }

    private static Stream<DynamicNode> tests(Path file) {
        List<DeliveryPair> pairs = PairFiles.read(file);
        assertThat(pairs).as(String.valueOf(file)).isNotEmpty();
        return pairs.stream()
                .map(pair -> dynamicTest(pair.provider() + ": " + pair.name(), () -> {
                    assertThat(file.getFileName()).hasToString(pair.provider() + ".json");
                    assertThat(pair.source()).isNotBlank();
                    assertThat(pair.expected()).isIn(DeliveryPair.DUPLICATE, DeliveryPair.HANDLED);
                    assertThat(pair.outcome(Providers.get(pair.provider()))).isEqualTo(pair.expected());
                }));
    }

    @Test
    @DisplayName("there are pairs of both kinds")
    void kinds() {
        List<String> expected = PairFiles.all().stream()
                .flatMap(file -> PairFiles.read(file).stream())
                .map(DeliveryPair::expected)
                .toList();
        assertThat(expected).contains(DeliveryPair.DUPLICATE, DeliveryPair.HANDLED);
    }
}
