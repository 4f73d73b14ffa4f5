package io.hookward.redis;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import redis.embedded.core.ExecutableProvider;

/** The servers that tests share, each started once when it is first needed, and the executables for servers of their own. */
final class Servers {

    private static final int SLOTS = 16_384;

    private Servers() {}

    /** Redis 6.2, from a Maven artifact. */
    static Path redis6() {
        return SixHolder.EXECUTABLE;
    }

    /** Redis 7 or newer, where the machine has one, or else 6.2 again. */
    static Path redis7() {
        return SevenHolder.EXECUTABLE;
    }

    static RedisProcess sharedRedis6() {
        return SharedSixHolder.SERVER;
    }

    static RedisProcess sharedRedis7() {
        return SharedSevenHolder.SERVER;
    }

    /** Three primaries of Redis 6.2. */
    static List<RedisProcess> sharedCluster() {
        return ClusterHolder.NODES;
    }

    static String sharedClusterUrl() {
        return "redis-cluster://127.0.0.1:" + sharedCluster().get(0).port() + ",127.0.0.1:"
                + sharedCluster().get(1).port();
    }

    private static final class SixHolder {
        static final Path EXECUTABLE;

        static {
            try {
                EXECUTABLE = ExecutableProvider.newJarResourceProvider().get().toPath();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static final class SevenHolder {
        static final Path EXECUTABLE = find();

        private static Path find() {
            try {
                Process asked = new ProcessBuilder("redis-server", "--version").start();
                String version = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                        .toLowerCase(Locale.ROOT);
                if (version.matches("(?s).*v=([7-9]|\\d\\d).*")) {
                    return Path.of("redis-server");
                }
            } catch (IOException absent) {
                // Told below
            }
            System.err.println("No redis-server 7 or newer on the PATH: the tests for it run on Redis 6.2");
            return SixHolder.EXECUTABLE;
        }
    }

    private static final class SharedSixHolder {
        static final RedisProcess SERVER = RedisProcess.start(redis6());
    }

    private static final class SharedSevenHolder {
        static final RedisProcess SERVER = RedisProcess.start(redis7());
    }

    private static final class ClusterHolder {
        static final List<RedisProcess> NODES = startCluster();
    }

    /** Not in the holder: what waits runs on another thread, which must not wait for the holder. */
    private static List<RedisProcess> startCluster() {
        List<RedisProcess> nodes = Stream.generate(() ->
                        RedisProcess.start(redis6(), "--cluster-enabled", "yes", "--cluster-node-timeout", "2000"))
                .limit(3)
                .toList();
        for (int i = 0; i < 3; i++) {
            int first = SLOTS * i / 3;
            int end = SLOTS * (i + 1) / 3;
            var admin = nodes.get(i).admin();
            admin.clusterAddSlots(IntStream.range(first, end).toArray());
            admin.clusterSetConfigEpoch(i + 1);
            if (i > 0) {
                admin.clusterMeet("127.0.0.1", nodes.get(0).port());
            }
        }
        for (RedisProcess each : nodes) {
            await("the cluster").atMost(Duration.ofSeconds(30)).until(() -> {
                String state = each.admin().clusterInfo();
                return state.contains("cluster_state:ok")
                        && state.contains("cluster_slots_ok:" + SLOTS)
                        && state.contains("cluster_known_nodes:3");
            });
        }
        return nodes;
    }
}
