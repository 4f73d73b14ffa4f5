package io.hookward;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookward.request.WebhookRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many senders of one delivery at once, in real threads and against the store that applications use. */
class ConcurrentDuplicatesTest {
    private static final int SENDERS = 16;
    private static final int ROUNDS = 400;

    private final ExecutorService threads = Executors.newFixedThreadPool(SENDERS);

    @AfterEach
    void stop() throws InterruptedException {
        threads.shutdownNow();
        assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"github", "avra-timestamped", "standard-webhooks"})
    @DisplayName("of copies that come at once exactly one is admitted, and the others are in flight")
    void oneWinner(String provider) throws Exception {
        ReceiverFixture bench = ReceiverFixture.of(provider);
        for (int round = 0; round < ROUNDS; round++) {
            WebhookRequest request = bench.signed("d-" + round, "{\"round\":" + round + "}");
            List<Reception> receptions = together(sender -> bench.receive(request));

            assertThat(receptions)
                    .filteredOn(Reception.Admitted.class::isInstance)
                    .hasSize(1);
            assertThat(receptions)
                    .filteredOn(Reception.InFlight.class::isInstance)
                    .hasSize(SENDERS - 1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"avra-timestamped"})
    @DisplayName("of copies under many unsigned ids that come at once exactly one is admitted")
    void oneWinnerUnderManyIds(String provider) throws Exception {
        ReceiverFixture bench = ReceiverFixture.of(provider);
        for (int round = 0; round < ROUNDS; round++) {
            WebhookRequest request = bench.signed("d-" + round, "{\"round\":" + round + "}");
            int of = round;
            List<Reception> receptions = together(
                    sender -> bench.receive(Requests.with(request, "X-Avra-Delivery-Id", "d-" + of + "-" + sender)));

            assertThat(receptions)
                    .filteredOn(Reception.Admitted.class::isInstance)
                    .hasSize(1);
            assertThat(receptions)
                    .filteredOn(Reception.Rejected.class::isInstance)
                    .hasSize(SENDERS - 1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"github", "avra-timestamped"})
    @DisplayName("while a handler fails now and then, each delivery is handled to its end exactly once")
    void handledOnce(String provider) throws Exception {
        ReceiverFixture bench = ReceiverFixture.of(provider);
        List<WebhookRequest> requests = IntStream.range(0, ROUNDS)
                .mapToObj(i -> bench.signed("d-" + i, "{\"n\":" + i + "}"))
                .toList();
        List<AtomicInteger> handled =
                requests.stream().map(request -> new AtomicInteger()).toList();
        List<AtomicInteger> attempts =
                requests.stream().map(request -> new AtomicInteger()).toList();
        together(sender -> {
            for (int i = 0; i < ROUNDS; i++) {
                deliverUntilDone(bench, requests.get(i), attempts.get(i), handled.get(i));
            }
            return sender;
        });

        assertThat(handled.stream().map(AtomicInteger::get).collect(Collectors.toSet()))
                .containsExactly(1);
        assertThat(attempts).allSatisfy(attempt -> assertThat(attempt.get()).isGreaterThanOrEqualTo(2));
    }

    /** As a provider does: again until it is acknowledged. The first attempt at each delivery fails. */
    private static void deliverUntilDone(
            ReceiverFixture bench, WebhookRequest request, AtomicInteger attempts, AtomicInteger handled) {
        while (true) {
            try {
                Reception reception = bench.receiver.handle(bench.endpoint, request, delivery -> {
                    if (attempts.incrementAndGet() == 1) {
                        throw new IllegalStateException("the first attempt fails");
                    }
                    handled.incrementAndGet();
                });
                if (!(reception instanceof Reception.InFlight)) {
                    return;
                }
            } catch (Exception failed) {
                Thread.onSpinWait();
            }
        }
    }

    private <T> List<T> together(IntFunction<T> sender) throws Exception {
        CyclicBarrier start = new CyclicBarrier(SENDERS);
        List<Callable<T>> senders = new ArrayList<>();
        for (int i = 0; i < SENDERS; i++) {
            int number = i;
            senders.add(() -> {
                start.await(10, TimeUnit.SECONDS);
                return sender.apply(number);
            });
        }
        List<T> results = new ArrayList<>();
        for (Future<T> future : threads.invokeAll(senders, 60, TimeUnit.SECONDS)) {
            results.add(future.get());
        }
        return results;
    }
}
