package io.hookward;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A limit of log lines")
class LogLimitTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - MINUTE.toNanos());
    private final List<String> summaries = new ArrayList<>();
    private final LogLimit<String> limit = new LogLimit<>(
            3, MINUTE, nanos::get, (topic, count, since) -> summaries.add(topic + " " + count + " " + since));

    private void advance(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private int admitted(String topic, int times) {
        int admitted = 0;
        for (int i = 0; i < times; i++) {
            admitted += limit.admits(topic) ? 1 : 0;
        }
        return admitted;
    }

    @Test
    @DisplayName("lets so many lines of each topic through in a window, and no more")
    void limits() {
        assertThat(admitted("a", 100)).isEqualTo(3);
        assertThat(admitted("b", 2)).isEqualTo(2);
        advance(MINUTE.minusNanos(1));
        assertThat(admitted("a", 10)).isZero();
        assertThat(admitted("b", 10)).isEqualTo(1);
        assertThat(summaries).isEmpty();
    }

    @Test
    @DisplayName("begins anew when the window is over, and first tells how many were left out")
    void summary() {
        admitted("a", 1_237);
        advance(MINUTE);
        assertThat(admitted("a", 4)).isEqualTo(3);
        assertThat(summaries).containsExactly("a 1234 PT1M");
        advance(MINUTE);
        limit.summarize();
        assertThat(summaries).containsExactly("a 1234 PT1M", "a 1 PT1M");
    }

    @Test
    @DisplayName("tells nothing where nothing was left out")
    void nothingLeftOut() {
        admitted("a", 3);
        advance(MINUTE);
        limit.summarize();
        assertThat(admitted("a", 3)).isEqualTo(3);
        advance(MINUTE);
        admitted("b", 1);
        assertThat(summaries).isEmpty();
        assertThat(admitted("a", 4))
                .as("the first line of a window is one of its three")
                .isEqualTo(3);
    }

    @Test
    @DisplayName("tells of a flood that has ended when something else happens, once")
    void ended() {
        admitted("a", 10);
        advance(MINUTE.dividedBy(2));
        admitted("b", 10);
        advance(MINUTE.dividedBy(2));
        limit.summarize();
        assertThat(summaries).containsExactly("a 7 PT1M");
        advance(Duration.ofMinutes(9));
        admitted("c", 1);
        assertThat(summaries).containsExactly("a 7 PT1M", "b 7 PT9M30S");
        limit.summarize();
        admitted("a", 1);
        assertThat(summaries).hasSize(2);
    }

    @Test
    @DisplayName("loses no line and counts none twice, whatever threads and time do")
    void threads() throws Exception {
        AtomicLong told = new AtomicLong();
        // Windows so short that they are closed all the time.
        LogLimit<Integer> shared =
                new LogLimit<>(1, Duration.ofNanos(4), nanos::get, (topic, count, since) -> told.addAndGet(count));
        int threads = 4;
        int each = 200_000;
        CyclicBarrier start = new CyclicBarrier(threads);
        Callable<Integer> work = () -> {
            start.await();
            int admitted = 0;
            for (int i = 0; i < each; i++) {
                admitted += shared.admits(i / 1000 % 2) ? 1 : 0;
                nanos.incrementAndGet();
            }
            return admitted;
        };
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        long admitted = 0;
        try {
            List<Future<Integer>> results = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                results.add(pool.submit(work));
            }
            for (Future<Integer> result : results) {
                admitted += result.get();
            }
        } finally {
            pool.shutdownNow();
        }
        advance(MINUTE);
        shared.summarize();
        assertThat(told).hasPositiveValue();
        assertThat(admitted + told.get()).isEqualTo((long) threads * each);
    }

    @Test
    @DisplayName("lets exactly so many lines through when all threads come at once")
    void oneWindow() throws Exception {
        int threads = 8;
        CyclicBarrier start = new CyclicBarrier(threads);
        Callable<Integer> work = () -> {
            start.await();
            return admitted("a", 1_000);
        };
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        int admitted = 0;
        try {
            List<Future<Integer>> results = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                results.add(pool.submit(work));
            }
            for (Future<Integer> result : results) {
                admitted += result.get();
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(admitted).isEqualTo(3);
        advance(MINUTE);
        limit.summarize();
        assertThat(summaries).containsExactly("a 7997 PT1M");
    }
}
