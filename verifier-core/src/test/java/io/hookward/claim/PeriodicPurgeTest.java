package io.hookward.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PeriodicPurgeTest {
    private final AtomicInteger expired = new AtomicInteger(2_500);
    private final AtomicInteger calls = new AtomicInteger();

    /** Of all methods only one is called. */
    private final DeliveryStore store = (DeliveryStore) Proxy.newProxyInstance(
            DeliveryStore.class.getClassLoader(), new Class<?>[] {DeliveryStore.class}, (self, method, arguments) -> {
                assertThat(method.getName()).isEqualTo("purge");
                if (calls.incrementAndGet() == 1) {
                    throw new DeliveryStoreException("down");
                }
                int removed = Math.min((Integer) arguments[0], expired.get());
                expired.addAndGet(-removed);
                return removed;
            });

    @Test
    @DisplayName("all batches are removed, also after a failure, and none once it is closed")
    void purges() {
        PeriodicPurge purge = PeriodicPurge.every(Duration.ofMillis(5), store);
        await().until(() -> expired.get() == 0);
        purge.close();
        assertThat(calls).hasValueGreaterThanOrEqualTo(4);
    }
}
