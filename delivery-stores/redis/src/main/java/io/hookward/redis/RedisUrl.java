package io.hookward.redis;

import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.MaintNotificationsConfig;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.RedisClusterURIUtil;
import io.lettuce.core.resource.ClientResources;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The servers that a URL names, and a client of our own for them. */
final class RedisUrl {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration TOPOLOGY_REFRESH = Duration.ofSeconds(30);

    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]+|\\[?[0-9A-Fa-f:.]+\\]?");
    private static final String FORMS =
            "not the URL of a Redis: it has the form redis://host:port, rediss://host:port (TLS),"
                    + " redis-sentinel://host:port,host:port?sentinelMasterId=name or redis-cluster://host:port,host:port, with"
                    + " user:password@ before the host. Special characters in the password are percent-encoded";

    /** How many calls may wait for a connection to come back, before further ones fail at once. */
    private static final int QUEUE = 10_000;

    private final List<RedisURI> uris;
    private final boolean cluster;

    private RedisUrl(List<RedisURI> uris, boolean cluster) {
        this.uris = uris;
        this.cluster = cluster;
    }

    /** @throws IllegalArgumentException if it is not one of the forms that the builder tells; it does not repeat the URL */
    static RedisUrl parse(String url) {
        boolean cluster = url.startsWith("redis-cluster://") || url.startsWith("rediss-cluster://");
        List<RedisURI> uris;
        try {
            uris = cluster
                    ? RedisClusterURIUtil.toRedisURIs(URI.create(url.replaceFirst("-cluster://", "://")))
                    : List.of(RedisURI.create(url));
        } catch (RuntimeException malformed) {
            // Without the cause, whose message may hold the password
            throw new IllegalArgumentException(FORMS);
        }
        // Lettuce takes what it does not understand for a part of the host
        boolean hosts = uris.stream()
                .flatMap(uri -> Stream.concat(Stream.of(uri), uri.getSentinels().stream()))
                .map(RedisURI::getHost)
                .allMatch(host -> host == null || HOST.matcher(host).matches());
        if (!hosts) {
            throw new IllegalArgumentException(FORMS);
        }
        return new RedisUrl(uris, cluster);
    }

    static ClientResources resources() {
        return ClientResources.builder()
                .ioThreadPoolSize(2)
                .computationThreadPoolSize(2)
                .reconnectDelay(new Backoff())
                .build();
    }

    /** A client that answers within the timeout, and in time for it restores what broke. */
    AbstractRedisClient client(ClientResources resources, Duration timeout) {
        // For what Lettuce does by itself, as to log in; calls have the deadline of the store
        Duration own = timeout.compareTo(CONNECT_TIMEOUT) > 0 ? timeout : CONNECT_TIMEOUT;
        uris.forEach(uri -> uri.setTimeout(own));
        if (!cluster) {
            RedisClient client = RedisClient.create(resources, uris.get(0));
            client.setOptions(options(ClientOptions.builder()).build());
            return client;
        }
        RedisClusterClient client = RedisClusterClient.create(resources, uris);
        ClusterClientOptions.Builder options = ClusterClientOptions.builder();
        options(options);
        client.setOptions(options.topologyRefreshOptions(ClusterTopologyRefreshOptions.builder()
                        .enableAllAdaptiveRefreshTriggers()
                        .adaptiveRefreshTriggersTimeout(Duration.ofSeconds(1))
                        .enablePeriodicRefresh(TOPOLOGY_REFRESH)
                        .build())
                .build());
        return client;
    }

    private static ClientOptions.Builder options(ClientOptions.Builder options) {
        return options.requestQueueSize(QUEUE)
                .maintNotificationsConfig(MaintNotificationsConfig.disabled())
                .socketOptions(SocketOptions.builder()
                        .connectTimeout(CONNECT_TIMEOUT)
                        .keepAlive(true)
                        .build());
    }
}
