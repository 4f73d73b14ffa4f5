package io.hookward.claim;

import static io.hookward.claim.Stores.LEASE;
import static io.hookward.claim.Stores.RETENTION;
import static io.hookward.claim.Stores.SWEPT;
import static io.hookward.claim.Stores.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CapacityAlarmTest {

    private final List<String> alarms = new ArrayList<>();
    private final CaffeineDeliveryStore.Builder builder = CaffeineDeliveryStore.builder()
            .capacity(100)
            .alarm((level, size, capacity) -> alarms.add(level + " " + size + "/" + capacity));

    @Test
    @DisplayName("the alarm is raised when more than four fifths are used, and not before")
    void nearlyFull() {
        Stores stores = Stores.of(builder);
        stores.finish(0, 80);
        assertThat(alarms).isEmpty();
        stores.finish(80, 81);
        assertThat(alarms).containsExactly("NEARLY_FULL 81/100");
    }

    @Test
    @DisplayName("one crossing is one alarm, though use sways around the threshold")
    void onePerCrossing() {
        Stores stores = Stores.of(builder);
        stores.finish(0, 81);
        for (int i = 0; i < 5; i++) {
            for (int j = 0; j < 11; j++) {
                stores.store().forget(key("evt_" + j));
            }
            stores.finish(0, 11);
        }
        stores.finish(81, 100);
        assertThat(alarms).containsExactly("NEARLY_FULL 81/100");
    }

    @Test
    @DisplayName("after use fell below 70 %, the next crossing is told again")
    void rearms() {
        Stores stores = Stores.of(builder);
        stores.finish(0, 81);
        for (int i = 0; i < 13; i++) {
            stores.store().forget(key("evt_" + i));
        }
        stores.finish(0, 13);
        assertThat(alarms).containsExactly("NEARLY_FULL 81/100", "NEARLY_FULL 81/100");
    }

    @Test
    @DisplayName("what has expired but was not swept yet raises no alarm, however much it is")
    void expiredIsNotUse() {
        Stores stores = Stores.of(builder.capacity(10_000));
        stores.finish(0, 8_000);
        stores.advance(RETENTION.plus(SWEPT));
        stores.finish(8_000, 8_010);
        assertThat(alarms).isEmpty();
        assertThat(stores.store().size()).isEqualTo(10);
    }

    @Test
    @DisplayName("claims that nobody ended raise no alarm once their lease is over")
    void abandonedIsNotUse() {
        Stores stores = Stores.of(builder);
        for (int i = 0; i < 80; i++) {
            stores.win("abandoned_" + i);
        }
        stores.advance(LEASE);
        stores.finish(0, 80);
        assertThat(alarms).isEmpty();
    }

    @ParameterizedTest
    @DisplayName("being full is told at once, and then at most once a minute")
    @EnumSource
    void full(WhenFull whenFull) {
        Stores stores = Stores.of(builder.whenFull(whenFull));
        stores.finish(0, 100);
        alarms.clear();
        for (int i = 0; i < 10; i++) {
            overfill(stores, whenFull, "first " + i);
        }
        assertThat(alarms).containsExactly("FULL 100/100");
        stores.advance(Duration.ofMinutes(1).minusNanos(1));
        overfill(stores, whenFull, "second");
        assertThat(alarms).hasSize(1);
        stores.advance(Duration.ofNanos(1));
        overfill(stores, whenFull, "third");
        overfill(stores, whenFull, "fourth");
        assertThat(alarms).hasSize(2);
    }

    @ParameterizedTest
    @DisplayName("an alarm that fails does not fail the claim")
    @EnumSource
    void failingAlarm(WhenFull whenFull) {
        Stores stores = Stores.of(builder.whenFull(whenFull).alarm((level, size, capacity) -> {
            throw new IllegalStateException("out of order");
        }));
        stores.finish(0, 100);
        overfill(stores, whenFull, "new");
    }

    private static void overfill(Stores stores, WhenFull whenFull, String id) {
        if (whenFull == WhenFull.REFUSE) {
            assertThatExceptionOfType(StoreFullException.class).isThrownBy(() -> stores.claim(id));
        } else {
            stores.finish(id);
        }
    }
}
