package io.hookward.redis;

import io.hookward.claim.DeliveryStore;
import io.hookward.testkit.DeliveryStoreContract;
import io.lettuce.core.ScriptOutputType;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInfo;

/** The store keeps the promises on real servers. Time passes for its keys as each is given less of it. */
class RedisDeliveryStoreContractTest {

    private static final Store SIX = new Store("six:");
    private static final Store SEVEN = new Store("seven:");
    private static final Store CLUSTER = new Store("cluster:");
    private static final Store FLAKY = new Store("flaky:");

    @AfterAll
    static void close() {
        for (Store each : List.of(SIX, SEVEN, CLUSTER, FLAKY)) {
            each.close();
        }
    }

    @Nested
    @DisplayName("On Redis 6.2")
    class OnRedis6 extends OnRedis {
        @Override
        protected DeliveryStore store() {
            return SIX.on(Servers.sharedRedis6().url());
        }

        @Override
        protected void advance(Duration duration) {
            SIX.age(List.of(Servers.sharedRedis6()), duration);
        }
    }

    @Nested
    @DisplayName("On Redis 7")
    class OnRedis7 extends OnRedis {
        @Override
        protected DeliveryStore store() {
            return SEVEN.on(Servers.sharedRedis7().url());
        }

        @Override
        protected void advance(Duration duration) {
            SEVEN.age(List.of(Servers.sharedRedis7()), duration);
        }
    }

    @Nested
    @DisplayName("On a cluster")
    class OnCluster extends OnRedis {
        @Override
        protected DeliveryStore store() {
            return CLUSTER.on(Servers.sharedClusterUrl());
        }

        @Override
        protected void advance(Duration duration) {
            CLUSTER.age(Servers.sharedCluster(), duration);
        }
    }

    @Nested
    @DisplayName("Over connections that break before, within and after operations")
    class OverFlakyConnection extends OnRedis {
        /** A release that is sent again after its answer was lost may find the key with the next owner, and says so. */
        @BeforeEach
        void breakConnections(TestInfo test) {
            boolean releasesRace = test.getTestMethod().orElseThrow().getName().equals("noTwoOwners");
            FLAKY.breakConnections(Servers.sharedRedis7(), releasesRace ? Integer.MAX_VALUE : 23);
        }

        @Override
        protected DeliveryStore store() {
            return FLAKY.on(FLAKY.proxy.url());
        }

        @Override
        protected void advance(Duration duration) {
            FLAKY.age(List.of(Servers.sharedRedis7()), duration);
        }
    }

    abstract static class OnRedis extends DeliveryStoreContract {
        /** The time of the servers goes on by itself meanwhile. */
        @Override
        protected Duration resolution() {
            return Duration.ofSeconds(2);
        }

        @Override
        protected int rounds() {
            return 30;
        }
    }

    /** A store that is opened when it is first needed, and how its time passes. */
    private static final class Store {
        private static final String AGE = """
                for _, key in ipairs(redis.call('KEYS', ARGV[1] .. '*')) do
                  local left = redis.call('PTTL', key) - ARGV[2]
                  if left > 0 then redis.call('PEXPIRE', key, left) else redis.call('DEL', key) end
                end
                """;

        private final String prefix;
        private RedisDeliveryStore opened;
        private Proxy proxy;

        Store(String prefix) {
            this.prefix = prefix;
        }

        RedisDeliveryStore on(String url) {
            if (opened == null) {
                opened = RedisDeliveryStore.builder()
                        .url(url)
                        .prefix(prefix)
                        .timeout(Duration.ofSeconds(10))
                        .build();
            }
            return opened;
        }

        void breakConnections(RedisProcess server, int everySoManyRequests) {
            if (proxy == null) {
                proxy = new Proxy(server.port());
            }
            proxy.cutEvery(everySoManyRequests);
        }

        void age(List<RedisProcess> servers, Duration by) {
            for (RedisProcess each : servers) {
                each.admin().eval(AGE, ScriptOutputType.STATUS, new String[0], prefix, Long.toString(by.toMillis()));
            }
        }

        void close() {
            if (opened != null) {
                opened.close();
            }
            if (proxy != null) {
                proxy.close();
            }
        }
    }
}
