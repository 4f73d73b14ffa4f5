package io.hookward.redis;

import io.hookward.claim.DeliveryStoreException;
import io.hookward.claim.StoreFullException;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.ByteArrayOutput;
import io.lettuce.core.output.CommandOutput;
import io.lettuce.core.output.NestedMultiOutput;
import io.lettuce.core.protocol.AsyncCommand;
import io.lettuce.core.protocol.Command;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Sends commands over the connection and waits for their answers, until the deadline at most. */
final class Commands {
    static final ByteArrayCodec CODEC = ByteArrayCodec.INSTANCE;

    private final LazyConnection connection;

    /** When anything was last heard of a server; {@link System#nanoTime}. */
    private volatile long heardAt = System.nanoTime();

    Commands(LazyConnection connection) {
        this.connection = connection;
    }

    /**
     * Runs a script, by its hash, and where the server does not know it, by its text.
     *
     * @throws DeliveryStoreException if there is no answer
     */
    List<Object> run(Script script, Deadline deadline, byte[][] keys, byte[]... args) {
        return onConnection(deadline, open -> {
            try {
                CommandArgs<byte[], byte[]> byHash = args().add(script.sha1());
                return deadline.await(send(open, CommandType.EVALSHA, nested(), with(byHash, keys, args)));
            } catch (RedisNoScriptException unknown) {
                // After a restart, a fail-over or SCRIPT FLUSH; nothing has run
                CommandArgs<byte[], byte[]> byText = args().add(script.source());
                return deadline.await(send(open, CommandType.EVAL, nested(), with(byText, keys, args)));
            }
        });
    }

    /** @throws DeliveryStoreException if there is no answer */
    void ping(Deadline deadline) {
        var unused = onConnection(
                deadline, open -> deadline.await(send(open, CommandType.PING, new ByteArrayOutput<>(CODEC), args())));
    }

    /**
     * Does what needs a connection, and makes of its failures what callers of a store expect.
     *
     * @throws DeliveryStoreException if there is no answer
     */
    <T> T onConnection(Deadline deadline, Function<StatefulConnection<byte[], byte[]>, T> use) {
        StatefulConnection<byte[], byte[]> open;
        try {
            open = deadline.await(connection.get());
        } catch (RedisException failed) {
            throw new DeliveryStoreException("Redis cannot be reached: " + failed.getMessage(), failed);
        }
        try {
            T answer = use.apply(open);
            heardAt = System.nanoTime();
            return answer;
        } catch (RedisCommandTimeoutException late) {
            if (heardAt - deadline.startNanos() < 0) {
                // The other end may be gone without a word, and TCP would take minutes to notice
                connection.drop(open);
            }
            // Not a StoreTimeoutException, after which nobody would release what was claimed all the same
            throw new DeliveryStoreException("Redis gives " + late.getMessage(), late);
        } catch (RedisCommandExecutionException refused) {
            heardAt = System.nanoTime();
            String error = String.valueOf(refused.getMessage());
            if (error.contains("READONLY ")) {
                // No primary any more. The address may lead to the new one
                connection.drop(open);
            }
            throw error.contains("OOM command not allowed")
                    ? new StoreFullException("Redis is full: " + error, refused)
                    : new DeliveryStoreException("Redis refuses: " + error, refused);
        } catch (DeliveryStoreException known) {
            throw known;
        } catch (RuntimeException failed) {
            // Lettuce throws other ones too, when its client was shut down
            throw new DeliveryStoreException("Redis cannot be reached: " + failed.getMessage(), failed);
        }
    }

    static CommandArgs<byte[], byte[]> args() {
        return new CommandArgs<>(CODEC);
    }

    static NestedMultiOutput<byte[], byte[]> nested() {
        return new NestedMultiOutput<>(CODEC);
    }

    /** Every command brings its codec, so the connection may have any. */
    static <T> CompletableFuture<T> send(
            StatefulConnection<byte[], byte[]> to,
            CommandType type,
            CommandOutput<byte[], byte[], T> output,
            CommandArgs<byte[], byte[]> args) {
        AsyncCommand<byte[], byte[], T> command = new AsyncCommand<>(new Command<>(type, output, args));
        var unused = to.dispatch(command);
        return command;
    }

    private static CommandArgs<byte[], byte[]> with(CommandArgs<byte[], byte[]> script, byte[][] keys, byte[]... args) {
        script.add(keys.length).addKeys(keys);
        for (byte[] each : args) {
            script.add(each);
        }
        return script;
    }
}
