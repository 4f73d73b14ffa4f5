package io.hookward.redis;

import static java.util.Objects.requireNonNull;

import io.hookward.claim.Claim;
import io.hookward.claim.ClaimEntry;
import io.hookward.claim.ClaimKey;
import io.hookward.claim.ClaimState;
import io.hookward.claim.ClaimToken;
import io.hookward.claim.DeliveryStore;
import io.hookward.claim.DeliveryStoreException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Keeps claims in Redis 6.2 or newer: a single server, one behind Sentinel, or a cluster. All instances of an application
 * that share it share the claims.
 *
 * <p><b>What it promises.</b> Every operation on claims is one script, which the server runs as one step over all keys of the
 * delivery, by its own clock. A call that was sent twice, as Lettuce does after a broken connection, has the effect of one.
 * Every call has an answer or a {@link DeliveryStoreException} within the {@linkplain RedisDeliveryStoreBuilder#timeout
 * time-out}. The exception means that the call may or may not have been applied.
 *
 * <p><b>What it does not.</b> Redis replicates after it has answered, and writes to its disk now and then. When a primary fails
 * and a replica takes over, or a server restarts without its data, the last claims and done marks can be gone; their
 * deliveries are handled again if they come again. {@link RedisDeliveryStoreBuilder#waitForReplicas} makes that less
 * likely. A server that evicts keys forgets them too: {@link #inspect} tells.
 *
 * <p><b>In a cluster</b> all keys of one endpoint and tenant are in one slot, so that a delivery with several keys can be
 * claimed in one step; see {@link RedisDeliveryStoreBuilder#spread}.
 *
 * <p><b>What is stored.</b> A key is <code>hookward:{endpoint:tenant}:d:id</code>, the {@linkplain ClaimKey#text() text} of the
 * claim key with a prefix and braces; braces in endpoint and tenant are written as {@code %007B} and {@code %007D}. A value
 * has 27 bytes and the version of its format. A value that a newer version of this class wrote is in flight, under a token
 * of zeros, until it expires: never done, and never anybody's here. For a value that this store did not write, a call throws a
 * {@link DeliveryStoreException} that names the key, until {@link #forget} or Redis removes it. Every key expires by itself;
 * durations are rounded up to milliseconds, and those beyond a thousand years count as that.
 *
 * <p>Safe for use by many threads, which share one connection. Calls block, so they do not belong on an event loop.
 */
public final class RedisDeliveryStore implements DeliveryStore, AutoCloseable {

    private static final Claim WON = new Claim.Won();
    private static final int IN_FLIGHT = 1;
    private static final int DONE = 2;
    private static final int GARBAGE = 3;
    private static final int NEWER = 4;

    private final Commands commands;
    private final Inspector inspector;
    private final KeySpace keys;
    private final Duration timeout;
    private final @Nullable ReplicaWait replicas;
    private final Runnable closing;

    /**
     * @param replicas null if nobody waits for them
     * @param closing closes what is ours
     */
    RedisDeliveryStore(
            Commands commands, KeySpace keys, Duration timeout, @Nullable ReplicaWait replicas, Runnable closing) {
        this.commands = commands;
        this.inspector = new Inspector(commands);
        this.keys = keys;
        this.timeout = timeout;
        this.replicas = replicas;
        this.closing = closing;
    }

    /**
     * Starts to build a store.
     *
     * @return a new builder, which needs to know a server
     */
    public static RedisDeliveryStoreBuilder builder() {
        return new RedisDeliveryStoreBuilder();
    }

    @Override
    public Claim claim(List<ClaimEntry> entries, ClaimToken token, Duration lease) {
        List<ClaimEntry> all = ClaimEntry.checked(entries);
        byte[][] args = new byte[2 + all.size()][];
        args[0] = Values.token(token);
        args[1] = Millis.ofPositive(lease, "lease");
        for (int i = 0; i < all.size(); i++) {
            args[2 + i] = Values.fingerprint(all.get(i).fingerprint());
        }
        Deadline deadline = Deadline.in(timeout);
        byte[][] names = keys.names(all);
        List<Object> answer = commands.run(Script.CLAIM, deadline, names, args);
        int state = number(answer, 0);
        if (state == 0) {
            confirm(names, deadline);
            return WON;
        }
        ClaimKey key = all.get(number(answer, 1) - 1).key();
        return switch (state) {
            case IN_FLIGHT -> new Claim.InFlight(key, millis(answer, 2), number(answer, 3) == 1);
            case DONE -> new Claim.Done(key, number(answer, 3) == 1);
            // Its content is not known, so nobody is accused of another
            case NEWER -> new Claim.InFlight(key, millis(answer, 2), true);
            default -> throw garbage(key);
        };
    }

    @Override
    public boolean renew(List<ClaimEntry> entries, ClaimToken token, Duration lease) {
        return change(
                Script.RENEW,
                true,
                ClaimEntry.checked(entries),
                Values.token(token),
                Millis.ofPositive(lease, "lease"));
    }

    @Override
    public boolean complete(List<ClaimEntry> entries, ClaimToken token) {
        List<ClaimEntry> all = ClaimEntry.checked(entries);
        byte[][] args = new byte[1 + all.size()][];
        args[0] = Values.token(token);
        for (int i = 0; i < all.size(); i++) {
            args[1 + i] = Millis.ofPositive(all.get(i).retention(), "retention");
        }
        return change(Script.COMPLETE, true, all, args);
    }

    @Override
    public boolean release(List<ClaimEntry> entries, ClaimToken token) {
        // If a fail-over undoes it, the lease ends what is left
        return change(Script.RELEASE, false, ClaimEntry.checked(entries), Values.token(token));
    }

    @Override
    public Optional<ClaimState> find(ClaimKey key) {
        List<Object> answer = commands.run(Script.FIND, Deadline.in(timeout), new byte[][] {keys.bytes(key)});
        return switch (number(answer, 0)) {
            case 0 -> Optional.empty();
            case IN_FLIGHT, NEWER ->
                Optional.of(new ClaimState.InFlight(Values.token((byte[]) answer.get(2)), millis(answer, 1)));
            case DONE -> Optional.of(new ClaimState.Done(millis(answer, 1)));
            default -> throw garbage(key);
        };
    }

    /** {@inheritDoc} It also removes a value that is not a claim. */
    @Override
    public boolean forget(ClaimKey key) {
        byte[][] names = {keys.bytes(key)};
        Deadline deadline = Deadline.in(timeout);
        List<Object> answer = commands.run(Script.FORGET, deadline, names);
        boolean known = number(answer, 0) != 0;
        while (number(answer, 0) == 2) {
            answer = commands.run(Script.FORGET, deadline, names, (byte[]) answer.get(1));
        }
        return known;
    }

    @Override
    public void ping() {
        commands.ping(Deadline.in(timeout));
    }

    /**
     * Does nothing: Redis removes what has expired.
     *
     * @return 0
     */
    @Override
    public int purge(int atMost) {
        if (atMost < 1) {
            throw new IllegalArgumentException("atMost must be at least 1, was " + atMost);
        }
        return 0;
    }

    /**
     * Asks the servers how they are set up: whether they may evict claims, and have done so, and what their clock says. In a
     * cluster all primaries are asked. What the connection's user may not ask is empty in the report, and no failure.
     *
     * @param clock what the clock of the servers is compared with
     * @return what they say, and what should be mended
     * @throws DeliveryStoreException if they cannot answer within the time-out
     */
    public RedisReport inspect(Clock clock) {
        return inspect(clock, timeout);
    }

    RedisReport inspect(Clock clock, Duration within) {
        requireNonNull(clock, "clock");
        return inspector.report(clock, Deadline.in(within));
    }

    /**
     * How many keys the servers have evicted since they started, for a gauge: if it rises, claims and done marks may be
     * among them, and deliveries may be handled twice.
     *
     * @return the number, which counts keys of others too; empty if a server may not be asked
     * @throws DeliveryStoreException if a server cannot answer
     */
    public OptionalLong evictedKeys() {
        return inspector.evictedKeys(Deadline.in(timeout));
    }

    /**
     * Closes the connections that the store has opened, and the client if it made it: nothing that came from the
     * application. Claims stay as they are. Calls fail from then on.
     */
    @Override
    public void close() {
        closing.run();
    }

    private boolean change(Script script, boolean confirmed, List<ClaimEntry> all, byte[]... args) {
        Deadline deadline = Deadline.in(timeout);
        byte[][] names = keys.names(all);
        List<Object> answer = commands.run(script, deadline, names, args);
        int state = number(answer, 0);
        if (state == GARBAGE) {
            throw garbage(all.get(number(answer, 1) - 1).key());
        }
        if (state == 1 && confirmed) {
            confirm(names, deadline);
        }
        return state == 1;
    }

    private void confirm(byte[][] names, Deadline deadline) {
        if (replicas != null) {
            replicas.confirm(names[0], deadline);
        }
    }

    private DeliveryStoreException garbage(ClaimKey key) {
        return new DeliveryStoreException("the value of the Redis key " + keys.name(key)
                + " is not that of a claim: somebody else wrote it. Forget the claim key " + key + " to remove it");
    }

    private static int number(List<Object> answer, int index) {
        return ((Long) answer.get(index)).intValue();
    }

    private static Duration millis(List<Object> answer, int index) {
        return Duration.ofMillis((Long) answer.get(index));
    }
}
