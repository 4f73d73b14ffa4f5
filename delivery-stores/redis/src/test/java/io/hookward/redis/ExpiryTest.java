package io.hookward.redis;

import static io.hookward.redis.Claims.of;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hookward.claim.Claim;
import io.hookward.claim.ClaimEntry;
import io.hookward.claim.ClaimKey;
import io.hookward.claim.ClaimToken;
import io.lettuce.core.api.sync.RedisCommands;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every key has an end, by the clock of the server, which goes on by itself here. */
class ExpiryTest {

    private static RedisDeliveryStore store;

    private final RedisCommands<String, String> redis = Servers.sharedRedis6().admin();
    private final ClaimKey key = Claims.newKey();
    private final ClaimToken token = ClaimToken.create();

    @BeforeAll
    static void open() {
        store = RedisDeliveryStore.builder()
                .url(Servers.sharedRedis6().url())
                .prefix("expiry:")
                .build();
    }

    @AfterAll
    static void close() {
        store.close();
    }

    static Stream<Duration> shortest() {
        return Stream.of(
                Duration.ofNanos(1), Duration.ofNanos(999_000), Duration.ofMillis(1), Duration.ofNanos(1_000_001));
    }

    static Stream<Duration> longest() {
        return Stream.of(
                Duration.ofSeconds(Long.MAX_VALUE),
                Duration.ofSeconds(Long.MAX_VALUE, 999_999_999),
                Duration.ofMillis(Long.MAX_VALUE),
                Millis.LONGEST.plusNanos(1),
                Millis.LONGEST);
    }

    @ParameterizedTest
    @MethodSource("shortest")
    @DisplayName("the shortest leases and retentions are taken, and end")
    void shortPeriods(Duration period) {
        assertThat(store.claim(of(key), token, period)).isInstanceOf(Claim.Won.class);
        await().until(() -> store.find(key).isEmpty());
        ClaimToken second = Claims.win(store, key);
        assertThat(store.renew(of(key), second, period)).isTrue();
        await().until(() -> store.find(key).isEmpty());
        assertThat(store.complete(remembered(period), Claims.win(store, key))).isTrue();
        await().until(() -> store.find(key).isEmpty());
    }

    @ParameterizedTest
    @MethodSource("longest")
    @DisplayName("the longest leases and retentions are taken, and have an end")
    void longPeriods(Duration period) {
        assertThat(store.claim(remembered(period), token, period)).isInstanceOf(Claim.Won.class);
        assertEndsAfterAThousandYears();
        assertThat(store.renew(remembered(period), token, period)).isTrue();
        assertEndsAfterAThousandYears();
        assertThat(store.complete(remembered(period), token)).isTrue();
        assertEndsAfterAThousandYears();
        assertThat(store.find(key).orElseThrow().remaining()).isLessThanOrEqualTo(Millis.LONGEST);
    }

    @Test
    @DisplayName("durations are rounded up to milliseconds")
    void roundedUp() {
        assertThat(Stream.of(Duration.ofNanos(1), Duration.ofNanos(1_000_001), Duration.ofMillis(2))
                        .map(each -> new String(Millis.ofPositive(each, "lease"), StandardCharsets.US_ASCII)))
                .containsExactly("1", "2", "2");
    }

    @Test
    @DisplayName("a key whose lease ran out is won by another thread of the same process")
    void noLocalMemory() throws InterruptedException {
        Thread first = new Thread(() -> store.claim(of(key), token, Duration.ofMillis(50)));
        first.start();
        first.join();
        await().pollInterval(Duration.ofMillis(10)).until(() -> Claims.claim(store, key) instanceof Claim.Won);
    }

    @Test
    @DisplayName("nothing renews the claim of an owner that died, was interrupted or fell silent")
    void nothingRenews() throws InterruptedException {
        ClaimKey[] keys = {Claims.newKey(), Claims.newKey(), Claims.newKey()};
        List<Thread> owners = List.of(
                owner(keys[0], () -> {
                    throw new StackOverflowError("of the handler");
                }),
                owner(keys[1], () -> Thread.currentThread().interrupt()),
                owner(keys[2], () -> {}));
        for (Thread each : owners) {
            each.start();
            each.join();
        }
        for (ClaimKey each : keys) {
            await().atMost(Duration.ofSeconds(3)).until(() -> Claims.claim(store, each) instanceof Claim.Won);
        }
    }

    @Test
    @DisplayName("an owner that was interrupted can still release, and stays interrupted")
    void interruptedOwnerReleases() {
        ClaimToken owner = Claims.win(store, key);
        Thread.currentThread().interrupt();
        boolean released = store.release(of(key), owner);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(released).isTrue();
        Claims.win(store, key);
    }

    private static Thread owner(ClaimKey key, Runnable work) {
        Thread owner = new Thread(() -> {
            store.claim(of(key), ClaimToken.create(), Duration.ofMillis(500));
            work.run();
        });
        owner.setUncaughtExceptionHandler((thread, expected) -> {});
        return owner;
    }

    private List<ClaimEntry> remembered(Duration retention) {
        return List.of(new ClaimEntry(key, 42, retention));
    }

    private void assertEndsAfterAThousandYears() {
        assertThat(redis.pttl("expiry:{" + key.endpoint() + ":}:d:evt_1"))
                .isBetween(Millis.LONGEST.minusMinutes(1).toMillis(), Millis.LONGEST.toMillis());
    }
}
