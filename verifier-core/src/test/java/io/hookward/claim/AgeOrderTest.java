package io.hookward.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AgeOrderTest {

    private final AgeOrder ages = new AgeOrder();
    private final AgedDoneEntry first = mark("first");
    private final AgedDoneEntry second = mark("second");
    private final AgedDoneEntry third = mark("third");

    AgeOrderTest() {
        ages.add(first);
        ages.add(second);
        ages.add(third);
    }

    @Test
    @DisplayName("marks leave in the order in which they came")
    void firstInFirstOut() {
        assertThat(drain()).containsExactly(first, second, third);
    }

    @Test
    @DisplayName("a mark leaves from the front, the middle or the end, and the others keep their order")
    void leavesFromAnywhere() {
        ages.remove(second);
        assertThat(drain()).containsExactly(first, third);
        ages.add(first);
        ages.add(second);
        ages.add(third);
        ages.remove(third);
        ages.remove(first);
        assertThat(drain()).containsExactly(second);
    }

    @Test
    @DisplayName("the neighbour of a mark that has left can leave as well")
    void neighboursLeave() {
        ages.remove(second);
        ages.remove(third);
        assertThat(drain()).containsExactly(first);
    }

    @Test
    @DisplayName("a mark that has left, or never came, cannot leave, and does no harm when it tries")
    void leavingTwice() {
        assertThat(ages.remove(first)).isTrue();
        assertThat(ages.remove(first)).isFalse();
        assertThat(ages.remove(mark("stranger"))).isFalse();
        assertThat(ages.remove(third)).isTrue();
        assertThat(ages.remove(third)).isFalse();
        assertThat(drain()).containsExactly(second);
    }

    @Test
    @DisplayName("an order that has emptied fills again")
    void refills() {
        drain();
        assertThat(ages.oldest()).isNull();
        ages.add(third);
        ages.add(first);
        assertThat(drain()).containsExactly(third, first);
    }

    @Test
    @DisplayName("a mark that has left holds no other in memory")
    void noLinksRemain() {
        ages.remove(second);
        assertThat(second.older).isNull();
        assertThat(second.newer).isNull();
    }

    private List<AgedDoneEntry> drain() {
        List<AgedDoneEntry> drained = new ArrayList<>();
        for (AgedDoneEntry mark = ages.oldest(); mark != null; mark = ages.oldest()) {
            ages.remove(mark);
            drained.add(mark);
        }
        return drained;
    }

    private static AgedDoneEntry mark(String id) {
        return new AgedDoneEntry(KeyHash.of(Stores.key(id)), new LeasedEntry(0, ClaimToken.create(), 0));
    }
}
