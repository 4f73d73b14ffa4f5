package io.hookward.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import io.hookward.claim.Claim;
import io.hookward.claim.ClaimKey;
import io.hookward.claim.DeliveryStoreException;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the connection comes from, who may use it, and who closes it. */
class ConnectionTest {

    /** What a user needs, as the documentation tells. */
    private static final String RULES =
            "~hookward:* resetchannels -@all +eval +evalsha +get +set +pttl +pexpire +del +ping";

    private final RedisProcess server = Servers.sharedRedis7();
    private final ClaimKey key = Claims.newKey();

    @Test
    @DisplayName("the store closes what it opened: its client, the threads of that, and its connections")
    void closesItsOwn() {
        long connected = connections();
        long before = threads();
        RedisDeliveryStore store = null;
        for (int i = 0; i < 5; i++) {
            store = RedisDeliveryStore.builder().url(server.url()).build();
            Claims.finish(store, Claims.newKey());
            assertThat(connections()).isEqualTo(connected + 1);
            store.close();
            store.close();
            await().until(() -> connections() == connected);
        }
        // Others may have started one meanwhile; each store has more than that
        await().until(() -> threads() < before + 5);
        RedisDeliveryStore closed = store;
        assertThatExceptionOfType(DeliveryStoreException.class)
                .isThrownBy(() -> Claims.claim(closed, key))
                .withMessageContaining("closed");
    }

    @Test
    @DisplayName("the application's client is used and stays open, while the connection made with it is closed")
    void clientOfApplication() {
        RedisClient client = RedisClient.create(server.url());
        try {
            long connected = connections();
            RedisDeliveryStore store =
                    RedisDeliveryStore.builder().client(client).build();
            Claims.finish(store, key);
            store.close();
            await().until(() -> connections() == connected);
            try (StatefulRedisConnection<String, String> more = client.connect()) {
                assertThat(more.sync().ping()).isEqualTo("PONG");
            }
        } finally {
            client.shutdown();
        }
    }

    @Test
    @DisplayName(
            "the application's connection is used, whatever its codec, and stays open; once it is closed, calls fail")
    void connectionOfApplication() {
        RedisClient client = RedisClient.create(server.url());
        try (StatefulRedisConnection<String, String> connection = client.connect()) {
            RedisDeliveryStore store =
                    RedisDeliveryStore.builder().connection(connection).build();
            Claims.finish(store, key, Claims.signature(key, "c2ln"));
            store.close();
            assertThat(connection.sync().ping()).isEqualTo("PONG");
            assertThatExceptionOfType(DeliveryStoreException.class)
                    .isThrownBy(store::ping)
                    .withMessageContaining("closed");

            RedisDeliveryStore second =
                    RedisDeliveryStore.builder().connection(connection).build();
            assertThat(Claims.claim(second, key)).isInstanceOf(Claim.Done.class);
            connection.close();
            assertThatExceptionOfType(DeliveryStoreException.class).isThrownBy(() -> Claims.claim(second, key));
            assertThatExceptionOfType(DeliveryStoreException.class).isThrownBy(second::ping);
        } finally {
            client.shutdown();
        }
    }

    @Test
    @DisplayName("a client that was shut down makes calls fail as a store that cannot answer")
    void clientIsShutDown() {
        RedisClient client = RedisClient.create(server.url());
        RedisDeliveryStore store = RedisDeliveryStore.builder().client(client).build();
        client.shutdown();
        assertThatExceptionOfType(DeliveryStoreException.class).isThrownBy(() -> Claims.claim(store, key));
        assertThatExceptionOfType(DeliveryStoreException.class).isThrownBy(() -> Claims.claim(store, key));
    }

    @Test
    @DisplayName("stores with different prefixes or databases share no claims")
    void apart() {
        try (RedisDeliveryStore one =
                        RedisDeliveryStore.builder().url(server.url()).build();
                RedisDeliveryStore two = RedisDeliveryStore.builder()
                        .url(server.url())
                        .prefix("b:")
                        .build();
                RedisDeliveryStore three =
                        RedisDeliveryStore.builder().url(server.url() + "/3").build();
                RedisDeliveryStore same =
                        RedisDeliveryStore.builder().url(server.url()).build()) {
            Claims.win(one, key);
            Claims.win(two, key);
            Claims.win(three, key);
            assertThat(Claims.claim(same, key)).isInstanceOf(Claim.InFlight.class);
        }
    }

    @Test
    @DisplayName("a user with the documented rights can do everything, and a password with special characters logs in")
    void acl() {
        try (RedisProcess restricted = RedisProcess.start(Servers.redis7(), "--requirepass", "")) {
            restricted.user("app", "p@ss:w/rd", RULES);
            restricted.user("short", "pw", RULES + " -set");
            try (RedisDeliveryStore store = RedisDeliveryStore.builder()
                    .url("redis://app:p%40ss%3Aw%2Frd@127.0.0.1:" + restricted.port())
                    .build()) {
                Claims.finish(store, key);
                assertThat(store.renew(Claims.of(key), Claims.win(store, Claims.newKey()), Claims.LEASE))
                        .isFalse();
                assertThat(store.forget(key)).isTrue();
                assertThat(store.find(key)).isEmpty();
                store.ping();
            }
            try (RedisDeliveryStore store = RedisDeliveryStore.builder()
                    .url("redis://short:pw@127.0.0.1:" + restricted.port())
                    .build()) {
                assertThatExceptionOfType(DeliveryStoreException.class).isThrownBy(() -> Claims.claim(store, key));
                assertThat(store.find(key)).isEmpty();
            }
        }
    }

    @Test
    @DisplayName("in a cluster the rights to see its nodes are needed too")
    void aclOfCluster() {
        for (RedisProcess each : Servers.sharedCluster()) {
            each.user("app", "pw", RULES + " +cluster|nodes +info");
        }
        try (RedisDeliveryStore store = RedisDeliveryStore.builder()
                .url(Servers.sharedClusterUrl().replace("://", "://app:pw@"))
                .build()) {
            for (int i = 0; i < 6; i++) {
                Claims.finish(store, Claims.newKey());
            }
        }
    }

    @Test
    @DisplayName("a wrong password is an error without the password")
    void wrongPassword() {
        String secret = "correct-horse";
        try (RedisDeliveryStore store = RedisDeliveryStore.builder()
                .url("redis://app:" + secret + "@127.0.0.1:" + server.port())
                .build()) {
            assertThatExceptionOfType(DeliveryStoreException.class)
                    .isThrownBy(() -> Claims.claim(store, key))
                    .satisfies(thrown -> assertThat(trace(thrown)).doesNotContain(secret));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "127.0.0.1:6379",
                "http://correct-horse@127.0.0.1",
                "redis://app:correct-horse@ho st:6379",
                "redis://app:correct-horse@one:6379,two:6379",
                "redis://app:correct-horse@host:port",
                "redis-sentinel://app:correct-horse@host:26379",
                "redis-cluster://app:correct horse@host"
            })
    @DisplayName("a URL of another form is refused with the forms that there are, and is not repeated")
    void malformedUrl(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RedisDeliveryStore.builder().url(url))
                .withMessageContaining("redis-cluster://")
                .satisfies(thrown -> assertThat(trace(thrown)).doesNotContain("correct"));
    }

    @Test
    @DisplayName("a choice that cannot work is refused when it is made")
    void choices() {
        RedisDeliveryStoreBuilder builder = RedisDeliveryStore.builder();
        assertThatIllegalStateException().isThrownBy(builder::build).withMessageContaining("either a URL");
        for (String prefix : List.of("", "a b", "{a}", "a{", "\u00e9", "a\n")) {
            assertThatIllegalArgumentException().isThrownBy(() -> builder.prefix(prefix));
        }
        for (Duration timeout : List.of(Duration.ZERO, Duration.ofMillis(-1), Duration.ofHours(1))) {
            assertThatIllegalArgumentException().isThrownBy(() -> builder.timeout(timeout));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> builder.waitForReplicas(-1));
        RedisClient client = RedisClient.create(server.url());
        try (StatefulRedisConnection<String, String> connection = client.connect()) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> RedisDeliveryStore.builder()
                            .client(client)
                            .connection(connection)
                            .build());
            assertThatIllegalStateException()
                    .isThrownBy(() -> RedisDeliveryStore.builder()
                            .connection(connection)
                            .waitForReplicas(1)
                            .build())
                    .withMessageContaining("block");
        } finally {
            client.shutdown();
        }
    }

    private long connections() {
        return server.admin().clientList().lines().count();
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(each ->
                        each.getName().contains("lettuce") || each.getName().contains("hookward"))
                .count();
    }

    private static String trace(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
