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
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Servers that forget the scripts, are killed, and come back. */
class ScriptReloadTest {

    private static final Duration SLACK = Duration.ofMillis(500);

    private final ClaimKey key = Claims.newKey();
    private final ClaimKey other = Claims.signature(key, "c2lnbmVk");

    @Test
    @DisplayName("a server that lost its scripts gets them again, and no call fails for it")
    void flushedScripts() {
        try (RedisProcess server = RedisProcess.start(Servers.redis7());
                RedisDeliveryStore store =
                        RedisDeliveryStore.builder().url(server.url()).build()) {
            Claims.finish(store, Claims.newKey());
            server.admin().scriptFlush();
            ClaimToken token = Claims.win(store, key, other);
            server.admin().scriptFlush();
            assertThat(store.renew(of(key, other), token, LEASE)).isTrue();
            server.admin().scriptFlush();
            assertThat(store.complete(of(key, other), token)).isTrue();
            server.admin().scriptFlush();
            assertThat(store.find(key)).containsInstanceOf(ClaimState.Done.class);
            server.admin().scriptFlush();
            assertThat(store.forget(key)).isTrue();
            server.admin().scriptFlush();
            assertThat(store.release(of(key), token)).isTrue();
        }
    }

    @Test
    @DisplayName("each operation is one command to a server that knows its scripts")
    void oneCommand() {
        try (RedisProcess server = RedisProcess.start(Servers.redis6());
                RedisDeliveryStore store =
                        RedisDeliveryStore.builder().url(server.url()).build()) {
            Claims.finish(store, Claims.newKey());
            server.admin().configResetstat();
            ClaimToken token = Claims.win(store, key, other);
            store.renew(of(key, other), token, LEASE);
            store.complete(of(key, other), token);
            store.release(of(key, other), token);
            String commands = server.admin().info("commandstats");
            // Renewal and release were new to the server, so each was refused once and sent as text
            assertThat(commands).contains("cmdstat_evalsha:calls=4,").contains("cmdstat_eval:calls=2,");
        }
    }

    @Test
    @DisplayName(
            "while the server is dead calls fail within the time-out, and after its restart they work, with the marks on its disk")
    void killedAndRestarted() {
        try (RedisProcess server =
                        RedisProcess.start(Servers.redis7(), "--appendonly", "yes", "--appendfsync", "always");
                RedisDeliveryStore store =
                        RedisDeliveryStore.builder().url(server.url()).build()) {
            Claims.finish(store, key);
            ClaimToken token = Claims.win(store, other);

            server.kill();
            for (Runnable call : List.<Runnable>of(
                    () -> Claims.claim(store, key),
                    () -> store.renew(of(other), token, LEASE),
                    () -> store.complete(of(other), token),
                    () -> store.release(of(other), token),
                    () -> store.find(key),
                    () -> store.forget(key),
                    store::ping)) {
                assertFailsInTime(call);
            }

            server.start();
            await().ignoreException(DeliveryStoreException.class)
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> Claims.claim(store, key) instanceof Claim.Done);
            assertThat(store.complete(of(other), token)).isTrue();
        }
    }

    @Test
    @DisplayName("a store that was built while the server was down works once it is up")
    void builtBeforeServer() {
        int port = RedisProcess.freePort();
        try (RedisDeliveryStore store =
                RedisDeliveryStore.builder().url("redis://127.0.0.1:" + port).build()) {
            assertFailsInTime(() -> Claims.claim(store, key));
            Proxy late = new Proxy(Servers.sharedRedis6().port(), port);
            try {
                await().ignoreException(DeliveryStoreException.class)
                        .atMost(Duration.ofSeconds(10))
                        .until(() -> Claims.claim(store, key) instanceof Claim.Won);
            } finally {
                late.close();
            }
        }
    }

    @Test
    @DisplayName("a server that hangs gives an exception within the time-out, and answers once it goes on")
    void frozen() {
        try (RedisProcess server = RedisProcess.start(Servers.redis7());
                RedisDeliveryStore store =
                        RedisDeliveryStore.builder().url(server.url()).build()) {
            ClaimToken token = Claims.win(store, key);
            server.freeze();
            assertFailsInTime(() -> store.complete(of(key), token));
            assertFailsInTime(store::ping);
            server.thaw();
            await().ignoreException(DeliveryStoreException.class)
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> store.complete(of(key), token));
        }
    }

    @Test
    @DisplayName("a connection that the network swallows is replaced")
    void swallowed() {
        Proxy proxy = new Proxy(Servers.sharedRedis6().port());
        try (RedisDeliveryStore store =
                RedisDeliveryStore.builder().url(proxy.url()).build()) {
            ClaimToken token = Claims.win(store, key);
            proxy.silent(true);
            assertFailsInTime(() -> store.complete(of(key), token));
            // From here on only new connections work
            proxy.silent(false);
            await().ignoreException(DeliveryStoreException.class)
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> store.complete(of(key), token));
        } finally {
            proxy.close();
        }
    }

    private static void assertFailsInTime(Runnable call) {
        long start = System.nanoTime();
        assertThatExceptionOfType(DeliveryStoreException.class).isThrownBy(call::run);
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isLessThan(RedisDeliveryStoreBuilder.DEFAULT_TIMEOUT.plus(SLACK));
    }
}
