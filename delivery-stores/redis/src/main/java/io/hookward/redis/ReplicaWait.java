package io.hookward.redis;

import io.hookward.claim.DeliveryStoreException;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import io.lettuce.core.output.IntegerOutput;
import io.lettuce.core.protocol.CommandType;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Waits until replicas have what was written. It has a connection of its own, as a server answers nothing else on a connection
 * whose {@code WAIT} is not over.
 */
final class ReplicaWait {
    private final LazyConnection connection;
    private final Commands commands;
    private final int replicas;

    ReplicaWait(LazyConnection connection, int replicas) {
        this.connection = connection;
        this.commands = new Commands(connection);
        this.replicas = replicas;
    }

    /** @throws DeliveryStoreException if fewer replicas than wanted have confirmed in time */
    void confirm(byte[] key, Deadline deadline) {
        long confirmed = commands.onConnection(deadline, open -> {
            StatefulConnection<byte[], byte[]> primary = primaryOf(open, key, deadline);
            // WAIT counts replicas that have all up to the last command of its own connection, which is this one: on a
            // new
            // connection it would be content with anything. It also fails where the key is not served.
            CompletableFuture<Long> last = Commands.send(
                    primary,
                    CommandType.PTTL,
                    new IntegerOutput<>(Commands.CODEC),
                    Commands.args().addKey(key));
            // Half, so that the answer arrives in time: an idle server looks ten times a second whether a WAIT is over
            long millis = TimeUnit.NANOSECONDS.toMillis(deadline.remainingNanos() / 2);
            CompletableFuture<Long> count = Commands.send(
                    primary,
                    CommandType.WAIT,
                    new IntegerOutput<>(Commands.CODEC),
                    Commands.args().add(replicas).add(Math.max(1, millis)));
            var unused = deadline.await(last);
            return deadline.await(count);
        });
        if (confirmed < replicas) {
            throw new DeliveryStoreException("only " + confirmed + " of " + replicas
                    + " replicas have confirmed the write in time: it may be lost if the primary fails");
        }
    }

    void close() {
        connection.close();
    }

    private static StatefulConnection<byte[], byte[]> primaryOf(
            StatefulConnection<byte[], byte[]> open, byte[] key, Deadline deadline) {
        if (open instanceof StatefulRedisClusterConnection<byte[], byte[]> cluster) {
            RedisClusterNode node = cluster.getPartitions().getPartitionBySlot(SlotHash.getSlot(key));
            if (node == null) {
                throw new RedisException("no node serves the slot of the key");
            }
            // A copy: whoever gives up waiting must not end the attempt for others
            return deadline.await(cluster.getConnectionAsync(node.getNodeId()).copy());
        }
        return open;
    }
}
