package io.hookward.redis;

import io.hookward.claim.DeliveryStoreException;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import io.lettuce.core.output.ByteArrayOutput;
import io.lettuce.core.protocol.CommandType;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;

/** Asks the servers how they are set up. What they refuse to tell is no failure. */
final class Inspector {
    private static final Duration TOLERATED_OFFSET = Duration.ofSeconds(10);

    private final Commands commands;

    Inspector(Commands commands) {
        this.commands = commands;
    }

    /** @throws DeliveryStoreException if there is no answer */
    RedisReport report(Clock clock, Deadline deadline) {
        return commands.onConnection(deadline, open -> {
            List<ServerSettings> servers = settings(open, deadline);
            Optional<Duration> offset = clockOffset(open, clock, deadline);
            TreeSet<String> policies = new TreeSet<>();
            servers.forEach(each -> each.evictionPolicy().ifPresent(policies::add));
            OptionalLong evicted = evictedKeys(servers);
            return new RedisReport(
                    policies.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", policies)),
                    evicted,
                    offset,
                    warnings(servers, evicted, offset));
        });
    }

    /** @throws DeliveryStoreException if there is no answer */
    OptionalLong evictedKeys(Deadline deadline) {
        return commands.onConnection(deadline, open -> evictedKeys(settings(open, deadline)));
    }

    private static List<String> warnings(
            List<ServerSettings> servers, OptionalLong evicted, Optional<Duration> offset) {
        List<String> warnings = new ArrayList<>();
        servers.stream()
                .filter(ServerSettings::mayEvict)
                .map(each -> each.evictionPolicy()
                        .map(policy ->
                                "Redis has the maxmemory-policy " + policy + ", so when its memory is full it drops"
                                        + " claims and done marks before their time, silently, and deliveries are handled twice."
                                        + " Set noeviction: a full Redis then refuses new claims")
                        .orElse(
                                "Redis does not tell its maxmemory-policy (neither INFO nor CONFIG GET is permitted). Make"
                                        + " sure that it is noeviction: with any other, a full Redis drops claims and done marks"
                                        + " before their time, silently, and deliveries are handled twice"))
                .distinct()
                .forEach(warnings::add);
        if (evicted.orElse(0) > 0) {
            warnings.add("Redis has evicted " + evicted.getAsLong()
                    + " keys since it started. If claims or done marks were among them, deliveries were or will be handled"
                    + " twice");
        }
        offset.filter(by -> by.abs().compareTo(TOLERATED_OFFSET) > 0)
                .ifPresent(by -> warnings.add("The clock of Redis is "
                        + by.abs().toSeconds() + " s " + (by.isNegative() ? "behind" : "ahead of")
                        + " that of this application: one of them is wrong"));
        return warnings;
    }

    private static OptionalLong evictedKeys(List<ServerSettings> servers) {
        return servers.stream().anyMatch(each -> each.evictedKeys().isEmpty())
                ? OptionalLong.empty()
                : OptionalLong.of(servers.stream()
                        .mapToLong(each -> each.evictedKeys().orElse(0))
                        .sum());
    }

    /** Of the server, or in a cluster of every primary. */
    private static List<ServerSettings> settings(StatefulConnection<byte[], byte[]> open, Deadline deadline) {
        if (!(open instanceof StatefulRedisClusterConnection<byte[], byte[]> cluster)) {
            return List.of(settingsOf(open, deadline));
        }
        List<ServerSettings> all = new ArrayList<>();
        for (RedisClusterNode node : cluster.getPartitions()) {
            if (node.is(RedisClusterNode.NodeFlag.UPSTREAM)) {
                all.add(settingsOf(
                        deadline.await(
                                cluster.getConnectionAsync(node.getNodeId()).copy()),
                        deadline));
            }
        }
        if (all.isEmpty()) {
            throw new RedisException("the cluster has no primaries");
        }
        return all;
    }

    private static ServerSettings settingsOf(StatefulConnection<byte[], byte[]> server, Deadline deadline) {
        try {
            return ServerSettings.ofInfo(deadline.await(
                    Commands.send(server, CommandType.INFO, new ByteArrayOutput<>(Commands.CODEC), Commands.args())));
        } catch (RedisCommandExecutionException forbidden) {
            try {
                return ServerSettings.ofConfig(deadline.await(Commands.send(
                        server,
                        CommandType.CONFIG,
                        Commands.nested(),
                        Commands.args().add("GET").add("maxmemory*"))));
            } catch (RedisCommandExecutionException alsoForbidden) {
                return new ServerSettings(Map.of());
            }
        }
    }

    private static Optional<Duration> clockOffset(
            StatefulConnection<byte[], byte[]> open, Clock clock, Deadline deadline) {
        try {
            Instant before = clock.instant();
            List<Object> time =
                    deadline.await(Commands.send(open, CommandType.TIME, Commands.nested(), Commands.args()));
            Instant between =
                    before.plus(Duration.between(before, clock.instant()).dividedBy(2));
            Instant server = Instant.ofEpochSecond(number(time.get(0))).plusNanos(1_000 * number(time.get(1)));
            return Optional.of(Duration.between(between, server));
        } catch (RedisCommandExecutionException forbidden) {
            return Optional.empty();
        }
    }

    private static long number(Object text) {
        return Long.parseLong(new String((byte[]) text, StandardCharsets.US_ASCII));
    }
}
