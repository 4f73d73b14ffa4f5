package io.hookward.redis;

import static io.hookward.redis.Claims.LEASE;
import static io.hookward.redis.Claims.of;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.hookward.claim.Claim;
import io.hookward.claim.ClaimKey;
import io.hookward.claim.ClaimToken;
import io.hookward.claim.DeliveryStoreException;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A primary and its replica change places, with and without what was written last. */
class FailoverTest {

    private final ClaimKey key = Claims.newKey();
    private final ClaimKey other = Claims.newKey();

    @Test
    @DisplayName(
            "with replicas to wait for, a claim and a completion that no replica has fail, and what was confirmed outlives the primary")
    void confirmed() {
        try (RedisProcess primary = RedisProcess.start(Servers.redis7());
                Proxy line = new Proxy(primary.port());
                RedisProcess replica = replicaOf(line.port());
                RedisDeliveryStore store = RedisDeliveryStore.builder()
                        .url(primary.url())
                        .waitForReplicas(1)
                        .build()) {
            // The replica says so first, and the primary counts on it a second later
            await().until(() -> primary.info("slave0").contains("state=online"));
            Claims.finish(store, key);
            ClaimToken token = Claims.win(store, other);

            // Connected, and behind
            line.silent(true);
            await().until(() -> primary.info("slave0").matches(".*lag=[2-9]"));
            assertUnconfirmed(() -> Claims.claim(store, Claims.newKey()));
            line.silent(false);

            line.refuse(true);
            awaitNoReplica(primary);
            assertUnconfirmed(() -> Claims.claim(store, Claims.newKey()));
            assertUnconfirmed(() -> store.renew(of(other), token, LEASE));
            assertUnconfirmed(() -> store.complete(of(other), token));
            // The second time there is nothing left to write, and still nothing is confirmed
            assertUnconfirmed(() -> store.complete(of(other), token));

            line.refuse(false);
            await().ignoreException(DeliveryStoreException.class)
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> store.complete(of(other), token));
            primary.kill();
            replica.admin().replicaofNoOne();
            try (RedisDeliveryStore promoted =
                    RedisDeliveryStore.builder().url(replica.url()).build()) {
                assertThat(Claims.claim(promoted, key)).isInstanceOf(Claim.Done.class);
                assertThat(Claims.claim(promoted, other)).isInstanceOf(Claim.Done.class);
            }
        }
    }

    @Test
    @DisplayName("without replicas to wait for, a fail-over loses what the replica does not have, as documented")
    void lost() {
        try (RedisProcess primary = RedisProcess.start(Servers.redis6());
                Proxy line = new Proxy(primary.port());
                RedisProcess replica = replicaOf(line.port());
                RedisDeliveryStore store =
                        RedisDeliveryStore.builder().url(primary.url()).build()) {
            line.refuse(true);
            awaitNoReplica(primary);
            Claims.finish(store, key);
            primary.kill();
            replica.admin().replicaofNoOne();
            try (RedisDeliveryStore promoted =
                    RedisDeliveryStore.builder().url(replica.url()).build()) {
                assertThat(Claims.claim(promoted, key)).isInstanceOf(Claim.Won.class);
            }
        }
    }

    @Test
    @DisplayName(
            "when primary and replica change places under load, calls fail for a while and go to the new primary, and nothing is done that has not run")
    void placesChange() {
        try (RedisProcess first = RedisProcess.start(Servers.redis7());
                RedisProcess second = replicaOf(first.port());
                Proxy address = new Proxy(first.port());
                RedisDeliveryStore store =
                        RedisDeliveryStore.builder().url(address.url()).build()) {
            Load load = new Load(store);
            await().pollInterval(Duration.ofMillis(5)).until(() -> load.step() && load.ran.size() > 200);

            second.admin().replicaofNoOne();
            first.admin().replicaof("127.0.0.1", second.port());
            // New connections go to the new primary, and the old one stands
            address.target(second.port());
            await().pollInterval(Duration.ofMillis(5)).until(() -> !load.step());

            int before = load.ran.size();
            await().atMost(Duration.ofSeconds(20))
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> load.step() && load.ran.size() > before + 100);
            assertThat(second.admin().dbsize()).isPositive();
        }
    }

    @Test
    @DisplayName("behind Sentinel the store finds the new primary after the old one died")
    void sentinel() throws IOException {
        try (RedisProcess primary = RedisProcess.start(Servers.redis7());
                RedisProcess replica = replicaOf(primary.port());
                RedisProcess sentinel = RedisProcess.startSentinel(
                        Servers.redis7(),
                        "sentinel monitor claims 127.0.0.1 " + primary.port() + " 1",
                        "sentinel down-after-milliseconds claims 500",
                        "sentinel failover-timeout claims 3000")) {
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> sentinel.info("master0").contains("slaves=1"));
            try (RedisDeliveryStore store = RedisDeliveryStore.builder()
                    .url("redis-sentinel://127.0.0.1:" + sentinel.port() + "?sentinelMasterId=claims")
                    .build()) {
                Claims.finish(store, key);
                await().until(() -> replica.admin().dbsize() == 1);
                primary.kill();
                await().ignoreException(DeliveryStoreException.class)
                        .atMost(Duration.ofSeconds(60))
                        .until(() -> Claims.claim(store, other) instanceof Claim.Won);
                assertThat(Claims.claim(store, key)).isInstanceOf(Claim.Done.class);
            }
        }
    }

    private static void assertUnconfirmed(Runnable call) {
        assertThatExceptionOfType(DeliveryStoreException.class)
                .isThrownBy(call::run)
                .withMessageContaining("only 0 of 1 replicas");
    }

    private static void awaitNoReplica(RedisProcess primary) {
        await().until(() -> primary.info("connected_slaves").equals("0"));
    }

    private static RedisProcess replicaOf(int port) {
        RedisProcess replica = RedisProcess.start(Servers.redis7(), "--replicaof", "127.0.0.1 " + port);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> replica.info("master_link_status").equals("up"));
        return replica;
    }

    /** Deliveries that come twice each, one pair for each step. */
    private static final class Load {
        private final Set<String> ran = ConcurrentHashMap.newKeySet();
        private final RedisDeliveryStore store;
        private int count;

        Load(RedisDeliveryStore store) {
            this.store = store;
        }

        /** Returns whether the store could answer. */
        boolean step() {
            String id = "evt_" + count++;
            try {
                for (int i = 0; i < 2; i++) {
                    ClaimToken token = ClaimToken.create();
                    Claim claim = store.claim(of(Claims.key("load", id)), token, LEASE);
                    if (claim instanceof Claim.Won) {
                        ran.add(id);
                        store.complete(of(Claims.key("load", id)), token);
                    } else if (claim instanceof Claim.Done) {
                        assertThat(ran).contains(id);
                    }
                }
                return true;
            } catch (DeliveryStoreException unanswered) {
                return false;
            }
        }
    }
}
