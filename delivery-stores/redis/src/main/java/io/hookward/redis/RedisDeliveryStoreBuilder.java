package io.hookward.redis;

import static java.util.Objects.requireNonNull;

import io.hookward.claim.DeliveryStoreException;
import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.resource.ClientResources;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Builds a {@link RedisDeliveryStore}. It needs one of a URL, a client or a connection. Not safe for many threads. */
public final class RedisDeliveryStoreBuilder {

    /** The prefix of all keys, unless another is chosen. */
    public static final String DEFAULT_PREFIX = "hookward:";

    /** How long a call waits for its answer, unless chosen otherwise. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofMillis(500);

    private static final Logger LOG = LoggerFactory.getLogger(RedisDeliveryStore.class);
    private static final Duration AT_START = Duration.ofSeconds(3);

    private @Nullable RedisUrl url;
    private @Nullable AbstractRedisClient client;
    private @Nullable StatefulConnection<?, ?> connection;
    private String prefix = DEFAULT_PREFIX;
    private Duration timeout = DEFAULT_TIMEOUT;
    private int replicas;
    private Set<String> spread = Set.of();

    RedisDeliveryStoreBuilder() {}

    /**
     * Connects to the servers of a URL, with a client that the store closes:
     *
     * <ul>
     *   <li>{@code redis://host:6379/0} for a single server, or whatever stands before one
     *   <li>{@code redis-sentinel://host:26379,host:26379?sentinelMasterId=name} for the primary that Sentinel names
     *   <li>{@code redis-cluster://host:6379,host:6379} for the cluster that these nodes belong to
     * </ul>
     *
     * <p>{@code rediss} in place of {@code redis} asks for TLS, with the certificate authorities of the JVM;
     * {@code ?verifyPeer=NONE} trusts any server. {@code user:password@} before the first host logs in. Certificates of your
     * own need a {@linkplain #client(RedisClient) client} of your own.
     *
     * @param servers the URL
     * @return this builder
     * @throws IllegalArgumentException if it has another form; the message does not repeat it, as it may hold a password
     */
    public RedisDeliveryStoreBuilder url(String servers) {
        url = RedisUrl.parse(requireNonNull(servers, "servers"));
        return this;
    }

    /**
     * Opens a connection of the store's own with the application's client, which goes on to belong to the application.
     *
     * @param ofApplication made with the URI of a single server or Sentinel
     * @return this builder
     */
    public RedisDeliveryStoreBuilder client(RedisClient ofApplication) {
        client = requireNonNull(ofApplication, "ofApplication");
        return this;
    }

    /**
     * Opens a connection of the store's own with the application's client, which goes on to belong to the application.
     *
     * @param ofApplication of a cluster; it should refresh its topology, so that it finds the nodes after a fail-over
     * @return this builder
     */
    public RedisDeliveryStoreBuilder client(RedisClusterClient ofApplication) {
        client = requireNonNull(ofApplication, "ofApplication");
        return this;
    }

    /**
     * Uses a connection of the application, which is never closed. Its codec does not matter. It must flush by itself, and
     * nobody may block it or begin a transaction on it. After a fail-over it is the application that has to reconnect it.
     *
     * @param ofApplication to a single server, or made for Sentinel
     * @return this builder
     */
    public RedisDeliveryStoreBuilder connection(StatefulRedisConnection<?, ?> ofApplication) {
        connection = requireNonNull(ofApplication, "ofApplication");
        return this;
    }

    /**
     * Uses a connection of the application, as {@link #connection(StatefulRedisConnection)} does.
     *
     * @param ofApplication to a cluster
     * @return this builder
     */
    public RedisDeliveryStoreBuilder connection(StatefulRedisClusterConnection<?, ?> ofApplication) {
        connection = requireNonNull(ofApplication, "ofApplication");
        return this;
    }

    /**
     * Chooses what the names of all keys begin with. Stores with different prefixes share no claims.
     *
     * @param name at least one printable ASCII character, and neither blanks nor braces
     * @return this builder
     * @throws IllegalArgumentException if it has others
     */
    public RedisDeliveryStoreBuilder prefix(String name) {
        if (name.isEmpty() || !name.chars().allMatch(c -> c > ' ' && c <= '~' && c != '{' && c != '}')) {
            throw new IllegalArgumentException(
                    "the prefix must have printable ASCII characters, no blanks and no braces, was '" + name + "'");
        }
        prefix = name;
        return this;
    }

    /**
     * Chooses how long a call waits for its answer, from what it waits for a connection to what it waits for replicas. A call
     * for which none arrives fails then.
     *
     * @param longest at least 10 ms and at most a minute
     * @return this builder
     * @throws IllegalArgumentException if it is shorter or longer
     */
    public RedisDeliveryStoreBuilder timeout(Duration longest) {
        if (longest.compareTo(Duration.ofMillis(10)) < 0 || longest.compareTo(Duration.ofMinutes(1)) > 0) {
            throw new IllegalArgumentException("the time-out must be at least 10 ms and at most 60 s, was " + longest);
        }
        timeout = longest;
        return this;
    }

    /**
     * Lets a claim, a renewal and a completion fail unless so many replicas have them in time. It makes it unlikely that a
     * fail-over loses them, and not impossible: Redis may promote a replica that does not have them.
     *
     * <p>It costs a second connection, on which one {@code WAIT} after the other runs, each as long as a replica takes to
     * answer.
     *
     * @param count how many; 0, the default, waits for none
     * @return this builder
     * @throws IllegalArgumentException if it is negative
     */
    public RedisDeliveryStoreBuilder waitForReplicas(int count) {
        if (count < 0) {
            throw new IllegalArgumentException("the number of replicas must not be negative, was " + count);
        }
        replicas = count;
        return this;
    }

    /**
     * Names endpoints whose deliveries have one key each, so that a cluster can spread their keys over all slots. Unless
     * named, all keys of one endpoint and tenant are in one slot, and so on one node, because a delivery may have two (its
     * id, and the signature where the id is not signed) that have to be claimed in one step. For an endpoint that is named,
     * a call with two keys is refused with an {@link IllegalArgumentException}.
     *
     * <p>Keys are called differently then. To name an endpoint that is in use, or no longer name it, forgets its claims and
     * done marks.
     *
     * @param endpoints the names of endpoints
     * @return this builder
     */
    public RedisDeliveryStoreBuilder spread(String... endpoints) {
        spread = Set.of(endpoints);
        return this;
    }

    /**
     * Opens the store, and logs a warning for each thing that {@link RedisDeliveryStore#inspect} finds. If Redis cannot
     * answer within three seconds, it logs that instead: the store goes on trying, and its calls fail meanwhile.
     *
     * @return the store, to be closed at the end
     * @throws IllegalStateException unless there is exactly one of URL, client and connection, or if a connection of the
     *     application was to wait for replicas, which would block it for everybody else
     */
    public RedisDeliveryStore build() {
        if ((url == null ? 0 : 1) + (client == null ? 0 : 1) + (connection == null ? 0 : 1) != 1) {
            throw new IllegalStateException("a Redis store needs either a URL, or a client, or a connection");
        }
        RedisDeliveryStore store = open();
        try {
            store.inspect(Clock.systemUTC(), timeout.compareTo(AT_START) > 0 ? timeout : AT_START)
                    .warnings()
                    .forEach(LOG::warn);
        } catch (DeliveryStoreException unreachable) {
            LOG.warn("{}. Until it can, claims fail", unreachable.getMessage());
        }
        return store;
    }

    private RedisDeliveryStore open() {
        if (connection != null) {
            if (replicas > 0) {
                throw new IllegalStateException("to wait for replicas would block the application's connection for"
                        + " everybody else: give the store the client or a URL");
            }
            LazyConnection given = LazyConnection.given(connection);
            return store(given, null, given::close);
        }
        if (url != null) {
            ClientResources resources = RedisUrl.resources();
            AbstractRedisClient own = url.client(resources, timeout);
            return store(own, () -> {
                own.shutdown(0, 2, TimeUnit.SECONDS);
                var unused = resources.shutdown(0, 2, TimeUnit.SECONDS);
            });
        }
        return store(requireNonNull(client), () -> {});
    }

    private RedisDeliveryStore store(AbstractRedisClient from, Runnable closing) {
        Supplier<StatefulConnection<byte[], byte[]>> opener = opener(from);
        LazyConnection shared = LazyConnection.opening(opener);
        ReplicaWait wait = replicas == 0 ? null : new ReplicaWait(LazyConnection.opening(opener), replicas);
        return store(shared, wait, () -> {
            shared.close();
            if (wait != null) {
                wait.close();
            }
            closing.run();
        });
    }

    private RedisDeliveryStore store(LazyConnection shared, @Nullable ReplicaWait wait, Runnable closing) {
        return new RedisDeliveryStore(new Commands(shared), new KeySpace(prefix, spread), timeout, wait, closing);
    }

    private static Supplier<StatefulConnection<byte[], byte[]>> opener(AbstractRedisClient from) {
        return from instanceof RedisClusterClient cluster
                ? () -> cluster.connect(Commands.CODEC)
                : () -> ((RedisClient) from).connect(Commands.CODEC);
    }
}
