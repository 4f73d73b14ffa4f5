package io.hookward.samples.jetty;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.hookward.claim.BoundedDeliveryStore;
import io.hookward.claim.CaffeineDeliveryStore;
import io.hookward.claim.DeliveryStore;
import io.hookward.claim.PeriodicPurge;
import io.hookward.jdbc.JdbcDeliveryStore;
import io.hookward.redis.RedisDeliveryStore;
import io.hookward.samples.jetty.Options.UsageException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Where claims are kept: in memory, in a database, or in Redis. */
final class ClaimStore implements AutoCloseable {
    private static final Duration PURGE_INTERVAL = Duration.ofMinutes(10);
    private static final int CONNECTIONS = 16;
    private static final Duration CONNECT = Duration.ofSeconds(5);

    /** What is to be closed, the last first. */
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();

    private DeliveryStore store = CaffeineDeliveryStore.builder().build();

    private ClaimStore() {}

    /**
     * Opens a store.
     *
     * @param url {@code jdbc:...}, or one that {@link io.hookward.redis.RedisDeliveryStoreBuilder#url} takes; null for memory
     * @throws UsageException if the URL is none of these; it may hold a password, so the message does not repeat it
     * @throws IOException if the database cannot be reached
     */
    static ClaimStore open(@Nullable String url) throws UsageException, IOException {
        ClaimStore opened = new ClaimStore();
        try {
            if (url == null) {
                return opened;
            }
            if (url.startsWith("jdbc:")) {
                opened.jdbc(url);
            } else {
                opened.redis(url);
            }
            return opened;
        } catch (IllegalArgumentException wrong) {
            opened.close();
            throw new UsageException("--store: " + wrong.getMessage());
        } catch (RuntimeException unreachable) {
            opened.close();
            throw new IOException("The store cannot be used: " + unreachable.getMessage(), unreachable);
        }
    }

    private void jdbc(String url) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(CONNECTIONS);
        config.setConnectionTimeout(CONNECT.toMillis());
        HikariDataSource pool = closed(new HikariDataSource(config));
        JdbcDeliveryStore claims = JdbcDeliveryStore.builder(pool).createTable().build();
        closed(PeriodicPurge.every(PURGE_INTERVAL, claims));
        store = closed(
                BoundedDeliveryStore.builder(claims).maxCalls(CONNECTIONS).build());
    }

    private void redis(String url) {
        store = closed(BoundedDeliveryStore.builder(
                        closed(RedisDeliveryStore.builder().url(url).build()))
                .build());
    }

    private <T extends AutoCloseable> T closed(T part) {
        parts.push(part);
        return part;
    }

    DeliveryStore store() {
        return store;
    }

    @Override
    public void close() throws IOException {
        for (AutoCloseable part : parts) {
            try {
                part.close();
            } catch (Exception failed) {
                throw new IOException("The store could not be closed", failed);
            }
        }
    }
}
