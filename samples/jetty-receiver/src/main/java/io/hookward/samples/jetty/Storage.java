package io.hookward.samples.jetty;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.hookward.DeliveryHandler;
import io.hookward.WebhookReceiver;
import io.hookward.claim.BoundedDeliveryStore;
import io.hookward.claim.PeriodicPurge;
import io.hookward.inbox.EndpointPolicy;
import io.hookward.inbox.Inbox;
import io.hookward.inbox.InboxBuilder;
import io.hookward.inbox.RetryPolicy;
import io.hookward.jdbc.JdbcDeliveryStore;
import io.hookward.redis.RedisDeliveryStore;
import io.hookward.samples.jetty.Options.UsageException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** What outlives the process, if anything is to: claims in a database or in Redis, or deliveries in an inbox. */
final class Storage implements AutoCloseable {
    /** The embedded inbox, in the working directory. */
    static final Path EMBEDDED = Path.of("hookward-inbox");

    private static final Duration PURGE_INTERVAL = Duration.ofMinutes(10);
    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
    private static final Duration LAST_RETRY = Duration.ofMinutes(10);
    private static final int CONNECTIONS = 16;
    private static final Duration CONNECT = Duration.ofSeconds(5);

    /** What is to be closed, the last first. */
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();

    private Storage() {}

    /**
     * Opens what the options ask for, and gives it to a receiver.
     *
     * @param handler what handles the deliveries of an inbox
     * @throws UsageException if a URL has an unknown form; it may hold a password, so the message does not repeat it
     * @throws IOException if the database cannot be used
     */
    static Storage open(Options options, DeliveryHandler handler, WebhookReceiver.Builder receiver)
            throws UsageException, IOException {
        Storage opened = new Storage();
        try {
            if (options.inbox() != null) {
                receiver.acceptor(opened.inbox(options.inbox(), handler));
            } else if (options.store() != null && options.store().startsWith("jdbc:")) {
                receiver.store(opened.jdbc(options.store()));
            } else if (options.store() != null) {
                receiver.store(opened.redis(options.store()));
            }
            return opened;
        } catch (IllegalArgumentException wrong) {
            opened.close();
            throw new UsageException((options.inbox() == null ? "--store: " : "--inbox: ") + wrong.getMessage());
        } catch (RuntimeException unusable) {
            opened.close();
            throw new IOException("The database cannot be used: " + unusable.getMessage(), unusable);
        }
    }

    private Inbox inbox(String url, DeliveryHandler handler) {
        InboxBuilder builder = url.equals(Options.EMBEDDED_INBOX)
                ? Inbox.embedded(EMBEDDED)
                : Inbox.builder(pool(url)).createTables();
        Inbox inbox = closed(builder.handler(handler)
                .policy(EndpointPolicy.builder()
                        .retry(RetryPolicy.builder()
                                .delays(FIRST_RETRY, LAST_RETRY)
                                .build())
                        .build())
                .build());
        inbox.start();
        return inbox;
    }

    private BoundedDeliveryStore jdbc(String url) {
        JdbcDeliveryStore claims =
                JdbcDeliveryStore.builder(pool(url)).createTable().build();
        closed(PeriodicPurge.every(PURGE_INTERVAL, claims));
        return closed(BoundedDeliveryStore.builder(claims).maxCalls(CONNECTIONS).build());
    }

    private BoundedDeliveryStore redis(String url) {
        RedisDeliveryStore claims = closed(RedisDeliveryStore.builder().url(url).build());
        return closed(BoundedDeliveryStore.builder(claims).build());
    }

    private HikariDataSource pool(String url) {
        if (!url.startsWith("jdbc:")) {
            throw new IllegalArgumentException("a URL of a database begins with jdbc:");
        }
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(CONNECTIONS);
        config.setConnectionTimeout(CONNECT.toMillis());
        return closed(new HikariDataSource(config));
    }

    private <T extends AutoCloseable> T closed(T part) {
        parts.push(part);
        return part;
    }

    @Override
    public void close() throws IOException {
        for (AutoCloseable part : parts) {
            try {
                part.close();
            } catch (Exception failed) {
                throw new IOException("The storage could not be closed", failed);
            }
        }
    }
}
