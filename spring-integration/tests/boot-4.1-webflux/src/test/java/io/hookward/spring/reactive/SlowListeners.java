package io.hookward.spring.reactive;

import io.hookward.ReceiverListener;
import io.hookward.request.Delivery;
import io.hookward.request.Rejection;
import io.hookward.request.RejectionReason;
import io.hookward.spring.WebhookDelivery;
import io.hookward.spring.WebhookListener;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/** Listeners that hang until the test lets them go on, and one that does not. */
@TestConfiguration(proxyBeanMethods = false)
class SlowListeners {
    volatile CountDownLatch gate = new CountDownLatch(1);
    final AtomicInteger hanging = new AtomicInteger();
    final Set<String> completed = ConcurrentHashMap.newKeySet();
    final Set<String> released = ConcurrentHashMap.newKeySet();
    final List<RejectionReason> rejected = new CopyOnWriteArrayList<>();
    final List<String> lost = new CopyOnWriteArrayList<>();
    final Set<Boolean> virtual = ConcurrentHashMap.newKeySet();

    @WebhookListener(endpoint = "slow")
    void slow() throws Exception {
        virtual.add(Thread.currentThread().toString().startsWith("VirtualThread"));
        hanging.incrementAndGet();
        try {
            gate.await();
        } finally {
            hanging.decrementAndGet();
        }
    }

    @WebhookListener(endpoint = "quick")
    void quick(WebhookDelivery delivery) {}

    @Bean
    ReceiverListener outcomes() {
        return new ReceiverListener() {
            @Override
            public void completed(Delivery delivery, Duration took) {
                completed.add(delivery.id().orElse(""));
            }

            @Override
            public void released(Delivery delivery, Duration took) {
                released.add(delivery.id().orElse(""));
            }

            @Override
            public void rejected(String endpoint, Rejection why) {
                rejected.add(why.reason());
            }

            @Override
            public void leaseLost(Delivery delivery) {
                lost.add(delivery.id().orElse(""));
            }
        };
    }
}
