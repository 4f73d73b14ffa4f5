package io.hookward.redis;

import static io.hookward.redis.Claims.LEASE;
import static io.hookward.redis.Claims.of;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.hookward.claim.Claim;
import io.hookward.claim.ClaimKey;
import io.hookward.claim.ClaimState;
import io.hookward.claim.ClaimToken;
import io.hookward.claim.DeliveryStoreException;
import io.hookward.redis.Proxy.Cut;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.RedisClient;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The connection breaks before, within and after an operation: nobody is blocked by his own first try. */
class LostAnswerTest {

    private final RedisProcess server = Servers.sharedRedis7();
    private final Proxy proxy = new Proxy(server.port());
    private final RedisDeliveryStore store = RedisDeliveryStore.builder()
            .url(proxy.url())
            .timeout(Duration.ofSeconds(5))
            .build();
    private final ClaimKey key = Claims.newKey();
    private final ClaimKey other = Claims.signature(key, "c2lnbmVk");
    private final ClaimToken token = ClaimToken.create();

    @AfterEach
    void close() {
        store.close();
        proxy.close();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("a claim, a renewal, a completion and their repetition succeed though the connection breaks")
    void claimToCompletion(Cut cut) {
        proxy.cutNext(cut);
        assertThat(store.claim(of(key, other), token, LEASE)).isInstanceOf(Claim.Won.class);
        assertThat(proxy.hasCut()).isTrue();
        proxy.cutNext(cut);
        assertThat(store.renew(of(key, other), token, LEASE)).isTrue();
        proxy.cutNext(cut);
        assertThat(store.complete(of(key, other), token)).isTrue();
        proxy.cutNext(cut);
        assertThat(store.complete(of(key, other), token)).isTrue();
        proxy.cutNext(cut);
        assertThat(Claims.claim(store, key, other)).isInstanceOf(Claim.Done.class);
        assertThat(proxy.hasCut()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("a release, a look and a forgetting succeed though the connection breaks")
    void releaseAndLook(Cut cut) {
        assertThat(store.claim(of(key, other), token, LEASE)).isInstanceOf(Claim.Won.class);
        proxy.cutNext(cut);
        assertThat(store.find(other)).containsInstanceOf(ClaimState.InFlight.class);
        proxy.cutNext(cut);
        assertThat(store.release(of(key, other), token)).isTrue();
        Claims.finish(store, key);
        proxy.cutNext(cut);
        assertThat(store.forget(key)).isTrue();
        assertThat(store.find(key)).isEmpty();
    }

    @Test
    @DisplayName(
            "a forgetting that is sent again after its answer was lost does not forget the claim that was won meanwhile")
    void forgettingIsNotRepeatedOnOthers() {
        Claims.finish(store, key);
        try (RedisDeliveryStore elsewhere =
                RedisDeliveryStore.builder().url(server.url()).build()) {
            byte[][] names = {new KeySpace("hookward:", Set.of()).bytes(key)};
            RedisClient client = RedisClient.create(server.url());
            Commands commands = new Commands(LazyConnection.opening(() -> client.connect(Commands.CODEC)));
            byte[] seen = (byte[])
                    commands.run(Script.FORGET, Deadline.in(LEASE), names).get(1);
            assertThat(commands.run(Script.FORGET, Deadline.in(LEASE), names, seen))
                    .isEqualTo(List.of(1L));
            ClaimToken winner = Claims.win(elsewhere, key);
            assertThat(commands.run(Script.FORGET, Deadline.in(LEASE), names, seen)
                            .get(0))
                    .isEqualTo(2L);
            assertThat(elsewhere.complete(of(key), winner)).isTrue();
            client.shutdown();
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("with a client that sends nothing twice, the caller's own repetition wins, completes and releases")
    void callerRepeats(Cut cut) {
        RedisClient client = RedisClient.create(proxy.url());
        client.setOptions(ClientOptions.builder()
                .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
                .replayFilter(command -> true)
                .build());
        try (RedisDeliveryStore careful =
                RedisDeliveryStore.builder().client(client).build()) {
            fail(cut, () -> careful.claim(of(key, other), token, LEASE));
            assertThat(again(() -> careful.claim(of(key, other), token, LEASE))).isInstanceOf(Claim.Won.class);
            fail(cut, () -> careful.complete(of(key, other), token));
            assertThat(again(() -> careful.complete(of(key, other), token))).isEqualTo(true);
            assertThat(careful.forget(key)).isTrue();
            assertThat(careful.forget(other)).isTrue();

            ClaimToken second = Claims.win(careful, key, other);
            fail(cut, () -> careful.release(of(key, other), second));
            assertThat(again(() -> careful.release(of(key, other), second))).isEqualTo(true);
            Claims.win(careful, key, other);
        } finally {
            client.shutdown();
        }
    }

    private void fail(Cut cut, Supplier<Object> call) {
        proxy.cutNext(cut);
        assertThatExceptionOfType(DeliveryStoreException.class).isThrownBy(call::get);
    }

    /** Until the connection is there again. */
    private static Object again(Supplier<Object> call) {
        return await().ignoreException(DeliveryStoreException.class).until(call::get, answer -> true);
    }
}
