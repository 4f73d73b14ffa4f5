package io.hookward.redis;

import static io.hookward.redis.Claims.LEASE;
import static io.hookward.redis.Claims.of;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hookward.claim.Claim;
import io.hookward.claim.ClaimKey;
import io.hookward.claim.ClaimState;
import io.hookward.claim.ClaimToken;
import io.hookward.claim.DeliveryStoreException;
import io.lettuce.core.RedisClient;
import io.lettuce.core.SetArgs;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is stored is read by other versions, and what others stored is not taken for anything that it is not. */
class StoredFormatTest {

    private static final String TOKEN = "000102030405060708090a0b0c0d0e0f";
    private static final String FINGERPRINT = "000000000000002a";
    private static final String IN_FLIGHT = hex("h1f") + TOKEN + FINGERPRINT;
    private static final String DONE = hex("h1d") + TOKEN + FINGERPRINT;

    private static RedisDeliveryStore store;
    private static RedisClient client;
    private static StatefulRedisConnection<byte[], byte[]> connection;

    private final RedisCommands<byte[], byte[]> redis = connection.sync();
    private final ClaimKey key = Claims.newKey();
    private final ClaimKey other = Claims.signature(key, "c2lnbmVk");
    private final ClaimToken token = ClaimToken.parse(TOKEN);

    @BeforeAll
    static void open() {
        client = RedisClient.create(Servers.sharedRedis7().url());
        connection = client.connect(Commands.CODEC);
        store = RedisDeliveryStore.builder().connection(connection).build();
    }

    @AfterAll
    static void close() {
        store.close();
        client.shutdown();
    }

    @Test
    @DisplayName("keys and values have the form that version 1 has had from its first day")
    void written() {
        store.claim(of(key, other), token, LEASE);
        assertThat(stored(key)).isEqualTo(IN_FLIGHT);
        assertThat(stored(other)).isEqualTo(IN_FLIGHT);
        store.complete(of(key, other), token);
        assertThat(stored(key)).isEqualTo(DONE);
        assertThat(redis.exists(("hookward:{" + key.endpoint() + ":}:d:evt_1").getBytes(StandardCharsets.US_ASCII)))
                .isOne();
        assertThat(redis.exists(("hookward:{" + key.endpoint() + ":}:s:c2lnbmVk").getBytes(StandardCharsets.US_ASCII)))
                .isOne();
    }

    @Test
    @DisplayName("what version 1 wrote is read")
    void read() {
        put(key, IN_FLIGHT);
        assertThat(Claims.claim(store, key))
                .isInstanceOfSatisfying(
                        Claim.InFlight.class,
                        claim -> assertThat(claim.sameContent()).isTrue());
        assertThat(store.complete(of(key), token)).isTrue();
        put(other, DONE);
        assertThat(Claims.claim(store, other)).isEqualTo(new Claim.Done(other, true));
        assertThat(store.complete(of(other), token)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2d", "h2f", "h9", "h3-any other form, of whatever length it has"})
    @DisplayName(
            "what a newer version wrote is in flight, never done and never anybody's, until it ends or is forgotten")
    void newer(String value) {
        put(key, hex(value));
        assertThat(Claims.claim(store, key)).isInstanceOfSatisfying(Claim.InFlight.class, claim -> {
            assertThat(claim.remaining()).isBetween(LEASE.minusSeconds(10), LEASE);
            assertThat(claim.sameContent()).isTrue();
        });
        assertThat(Claims.claim(store, other, key)).isInstanceOf(Claim.InFlight.class);
        assertThat(store.find(key)).containsInstanceOf(ClaimState.InFlight.class);
        for (ClaimToken any : List.of(token, ClaimToken.parse("0".repeat(32)))) {
            assertThat(store.complete(of(key), any)).isFalse();
            assertThat(store.renew(of(key), any, LEASE)).isFalse();
            assertThat(store.release(of(key), any)).isFalse();
        }
        assertThat(stored(key)).isEqualTo(hex(value));
        assertThat(store.forget(key)).isTrue();
        Claims.win(store, key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "done", "h", "h1", "h1d", "h1dtoo short", "h0d456789012345678901234567", "H1d"})
    @DisplayName(
            "a value that no version wrote is an error that names the key, never won and never done, until it is forgotten")
    void garbage(String value) {
        put(key, hex(value));
        assertGarbage();
        assertThat(stored(key)).isEqualTo(hex(value));
        assertThat(store.forget(key)).isTrue();
        Claims.win(store, key);
    }

    @Test
    @DisplayName("a value of another type is such an error too")
    void otherType() {
        redis.rpush(name(key), name(key));
        assertGarbage();
        assertThat(store.forget(key)).isTrue();
        Claims.win(store, key);
    }

    @Test
    @DisplayName("a value that is one byte too long, or of an unknown state, is such an error too")
    void almostRight() {
        put(key, DONE + "00");
        assertGarbage();
        put(key, DONE.replaceFirst(hex("d"), hex("x")));
        assertGarbage();
    }

    private void assertGarbage() {
        for (Runnable call : List.<Runnable>of(
                () -> Claims.claim(store, key),
                () -> Claims.claim(store, other, key),
                () -> store.renew(of(key), token, LEASE),
                () -> store.complete(of(key), token),
                () -> store.release(of(other, key), token),
                () -> store.find(key))) {
            assertThatExceptionOfType(DeliveryStoreException.class)
                    .isThrownBy(call::run)
                    .withMessageContaining("hookward:{" + key.endpoint() + ":}:d:evt_1");
        }
        assertThat(store.find(other)).isEmpty();
    }

    private void put(ClaimKey at, String hex) {
        redis.set(name(at), HexFormat.of().parseHex(hex), SetArgs.Builder.px(LEASE));
    }

    private String stored(ClaimKey at) {
        assertThat(Duration.ofMillis(redis.pttl(name(at)))).isPositive();
        return HexFormat.of().formatHex(redis.get(name(at)));
    }

    private static byte[] name(ClaimKey key) {
        return new KeySpace("hookward:", Set.of()).bytes(key);
    }

    private static String hex(String ascii) {
        return HexFormat.of().formatHex(ascii.getBytes(StandardCharsets.US_ASCII));
    }
}
