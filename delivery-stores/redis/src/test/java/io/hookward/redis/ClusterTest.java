package io.hookward.redis;

import static io.hookward.redis.Claims.LEASE;
import static io.hookward.redis.Claims.of;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import io.hookward.claim.Claim;
import io.hookward.claim.ClaimKey;
import io.hookward.claim.ClaimKey.Kind;
import io.hookward.claim.ClaimToken;
import io.hookward.claim.DeliveryStoreException;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys on three primaries, and the slots that they are in. */
class ClusterTest {

    private static RedisDeliveryStore store;

    @BeforeAll
    static void open() {
        store = RedisDeliveryStore.builder()
                .url(Servers.sharedClusterUrl())
                .prefix("slots:")
                .spread("spread")
                .build();
    }

    @AfterAll
    static void close() {
        store.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "}", "{}", "}{", "{}{}", ":", "a{b}c", "{a", "a}", "%007B", "{:}", "\u00e9 {"})
    @DisplayName(
            "whatever an endpoint and a tenant are called, a delivery with several keys is claimed, renewed, completed and released")
    void oddNames(String name) {
        for (String tenant : List.of("", name, "acme")) {
            ClaimKey id = new ClaimKey(name, tenant, Kind.DELIVERY, "evt_{1}");
            ClaimKey signature = new ClaimKey(name, tenant, Kind.SIGNATURE, "}{sig");
            ClaimKey content = new ClaimKey(name, tenant, Kind.CONTENT, name);
            ClaimToken token = Claims.win(store, id, signature, content);
            assertThat(store.renew(of(id, signature, content), token, LEASE)).isTrue();
            assertThat(store.release(of(id, signature, content), token)).isTrue();
            Claims.finish(store, id, signature, content);
            // The signature alone leads to the same key, though it comes with another id
            ClaimKey otherId = new ClaimKey(name, tenant, Kind.DELIVERY, "evt_2");
            assertThat(Claims.claim(store, otherId, signature)).isEqualTo(new Claim.Done(signature, true));
            assertThat(store.find(otherId)).isEmpty();
            for (ClaimKey each : List.of(id, signature, content)) {
                assertThat(store.find(each)).isPresent();
                assertThat(store.forget(each)).isTrue();
            }
        }
    }

    @Test
    @DisplayName("names in Redis differ wherever keys do, and tell what they are")
    void names() {
        KeySpace keys = new KeySpace("hookward:", Set.of("spread"));
        assertThat(keys.name(Claims.key("orders", "evt_{1}"))).isEqualTo("hookward:{orders:}:d:evt_{1}");
        assertThat(keys.name(new ClaimKey("a{b}", "x:y", Kind.SIGNATURE, "c2ln")))
                .isEqualTo("hookward:{a%007Bb%007D:x%003Ay}:s:c2ln");
        assertThat(keys.name(Claims.key("spread", "evt_{1}"))).isEqualTo("hookward:{spread::d:evt_%007B1%007D}");
    }

    @Test
    @DisplayName("keys of one endpoint are spread by tenant, and those of one tenant are together")
    void spreadByTenant() {
        KeySpace keys = new KeySpace("hookward:", Set.of());
        assertThat(IntStream.range(0, 300)
                        .map(i -> slot(keys, new ClaimKey("orders", "tenant-" + i, Kind.DELIVERY, "evt_1")))
                        .distinct())
                .hasSizeGreaterThan(250);
        assertThat(IntStream.range(0, 300)
                        .map(i -> slot(keys, new ClaimKey("orders", "acme", Kind.values()[i % 3], "evt_" + i)))
                        .distinct())
                .hasSize(1);
    }

    @Test
    @DisplayName(
            "keys of an endpoint that is to be spread are in slots of their own, on all nodes, and two at once are refused")
    void spreadById() {
        KeySpace keys = new KeySpace("hookward:", Set.of("spread"));
        assertThat(IntStream.range(0, 300)
                        .map(i -> slot(keys, Claims.key("spread", "evt_" + i)))
                        .distinct())
                .hasSizeGreaterThan(250);
        List<Long> before = sizes();
        for (int i = 0; i < 60; i++) {
            Claims.finish(store, Claims.key("spread", "evt_" + i));
            assertThat(Claims.claim(store, Claims.key("spread", "evt_" + i))).isInstanceOf(Claim.Done.class);
        }
        List<Long> after = sizes();
        assertThat(IntStream.range(0, 3).mapToObj(i -> after.get(i) - before.get(i)))
                .allMatch(more -> more > 0);
        ClaimKey id = Claims.key("spread", "two");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Claims.claim(store, id, Claims.signature(id, "c2ln")))
                .withMessageContaining("'spread'");
        assertThat(store.find(id)).isEmpty();
    }

    @Test
    @DisplayName("a claim that no replica confirms fails, since there is none")
    void noReplica() {
        try (RedisDeliveryStore careful = RedisDeliveryStore.builder()
                .url(Servers.sharedClusterUrl())
                .waitForReplicas(1)
                .build()) {
            for (int i = 0; i < 6; i++) {
                assertThatExceptionOfType(DeliveryStoreException.class)
                        .isThrownBy(() -> Claims.claim(careful, Claims.newKey()))
                        .withMessageContaining("only 0 of 1 replicas");
            }
        }
    }

    @Test
    @DisplayName("the application's client and connection are used, whatever the codec, and stay open")
    void ofApplication() {
        RedisClusterClient client = RedisClusterClient.create(
                "redis://127.0.0.1:" + Servers.sharedCluster().get(2).port());
        try (StatefulRedisClusterConnection<String, String> connection = client.connect()) {
            for (RedisDeliveryStore each : List.of(
                    RedisDeliveryStore.builder().client(client).build(),
                    RedisDeliveryStore.builder().connection(connection).build())) {
                for (int i = 0; i < 6; i++) {
                    ClaimKey key = Claims.newKey();
                    Claims.finish(each, key, Claims.signature(key, "c2ln"));
                }
                assertThat(each.evictedKeys()).hasValue(0);
                each.close();
            }
            assertThat(connection.sync().ping()).isEqualTo("PONG");
        } finally {
            client.shutdown();
        }
    }

    @Test
    @DisplayName(
            "a node that is killed and restarted makes calls fail within the time-out, and the store finds it again")
    void nodeIsRestarted() {
        RedisProcess node = Servers.sharedCluster().get(1);
        KeySpace keys = new KeySpace("slots:", Set.of());
        ClaimKey onNode = IntStream.iterate(0, i -> i + 1)
                .mapToObj(i -> new ClaimKey("restarted", "tenant-" + i, Kind.DELIVERY, "evt_1"))
                .filter(key -> slot(keys, key) > 6_000 && slot(keys, key) < 10_000)
                .findFirst()
                .orElseThrow();
        Claims.finish(store, onNode);
        node.kill();
        try {
            long start = System.nanoTime();
            assertThatExceptionOfType(DeliveryStoreException.class).isThrownBy(() -> Claims.claim(store, onNode));
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
        } finally {
            node.start();
        }
        await().ignoreException(DeliveryStoreException.class)
                .atMost(Duration.ofSeconds(30))
                .until(() -> Claims.claim(store, onNode) instanceof Claim.Won);
        await().ignoreException(DeliveryStoreException.class)
                .atMost(Duration.ofSeconds(30))
                .until(() -> Servers.sharedCluster().stream()
                        .allMatch(each -> each.admin().clusterInfo().contains("cluster_state:ok")));
    }

    private static List<Long> sizes() {
        return Servers.sharedCluster().stream()
                .map(each -> each.admin().dbsize())
                .toList();
    }

    private static int slot(KeySpace keys, ClaimKey key) {
        return SlotHash.getSlot(keys.bytes(key));
    }
}
