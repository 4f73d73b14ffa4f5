package io.hookward.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The other benchmarks")
class BenchmarksTest {
    private static final int FEW = 20_000;

    @DisplayName("The whole way admits and completes a delivery at each call")
    @Test
    void wholeWay() {
        ReceiveBenchmark benchmark = new ReceiveBenchmark();
        benchmark.bytes = 256;
        benchmark.sign();
        ReceiveBenchmark.Caller caller = new ReceiveBenchmark.Caller();

        for (int i = 0; i < 3; i++) {
            assertThat(benchmark.verifyOnly(caller).isAccepted()).isTrue();
            assertThat(benchmark.receiveAndComplete(caller)).isTrue();
        }
    }

    @DisplayName(
            "An ordinary path matches no endpoint; an endpoint's path does, and so does a disguised spelling of it")
    @ParameterizedTest
    @ValueSource(ints = {1, 50})
    void paths(int endpoints) {
        PathBenchmark benchmark = new PathBenchmark();
        benchmark.endpoints = endpoints;
        benchmark.build();

        assertThat(benchmark.ordinary()).isFalse();
        assertThat(benchmark.endpoint()).isTrue();
        assertThat(benchmark.concerns("/webhooks//endpoint-0")).isTrue();
    }

    @DisplayName("The store wins and completes fresh ids, and knows the known ones")
    @Test
    void store() {
        StoreBenchmark benchmark = new StoreBenchmark();
        StoreBenchmark.Empty empty = new StoreBenchmark.Empty();
        empty.forget();
        StoreBenchmark.Filled filled = new StoreBenchmark.Filled();
        filled.fill();
        StoreBenchmark.Caller caller = new StoreBenchmark.Caller();

        for (int i = 0; i < 3; i++) {
            assertThat(benchmark.claimAndComplete(empty, caller)).isTrue();
            assertThat(benchmark.claimDuplicate(filled, caller)).isTrue();
        }
    }

    @DisplayName("Fresh ids have 36 characters and never come twice, in one series or another")
    @Test
    void freshIds() {
        Set<String> seen = new HashSet<>();
        for (int series = 0; series < 2; series++) {
            FreshIds ids = new FreshIds(series);
            for (int i = 0; i < 1000; i++) {
                String id = ids.next();
                assertThat(id).hasSize(FreshIds.LENGTH);
                assertThat(seen.add(id)).isTrue();
            }
        }
    }

    @DisplayName("An id needs at least its own characters of heap, and no more than a kilobyte")
    @Test
    void heapPerId() {
        assertThat(HeapPerId.bytesPerId(FEW)).isBetween((double) FreshIds.LENGTH, 1024.0);
    }

    @DisplayName(
            "Virtual threads are measured where Java has them, and elsewhere the message names the versions that have")
    @Test
    void virtualThreads() throws Exception {
        VirtualThreadBenchmark benchmark = new VirtualThreadBenchmark();
        benchmark.bytes = 256;
        benchmark.task = "hookward";
        if (Runtime.version().feature() < 21) {
            assertThatThrownBy(benchmark::start).hasMessageContaining("21 and newer");
        } else {
            benchmark.start();
            assertThat(benchmark.inThreadsOfTheirOwn()).isTrue();
            benchmark.stop();
        }
    }
}
