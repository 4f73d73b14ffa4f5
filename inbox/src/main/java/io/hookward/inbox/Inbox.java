package io.hookward.inbox;

import io.hookward.Acceptance;
import io.hookward.DeliveryAcceptor;
import io.hookward.WebhookEndpoint;
import io.hookward.request.Delivery;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The durable inbox: a table of deliveries that are stored before they are acknowledged, and handled afterwards.
 *
 * <pre>{@code
 * Inbox inbox = Inbox.embedded(Path.of("data/inbox"))
 *         .handler("github", (delivery, attempt) -> orders.take(delivery.json()))
 *         .build();
 * inbox.start();
 * WebhookReceiver receiver = WebhookReceiver.builder().endpoint(github).acceptor(inbox).build();
 * }</pre>
 *
 * <p>It promises: a delivery that was acknowledged is in the database, and is handled at least once, or fails for good where
 * people see it. It does not promise that a handler runs once only; what a handler does in {@linkplain Attempt#inTransaction the
 * inbox's transaction} happens once. Several processes may share a database. Safe for use by several threads.
 */
public final class Inbox implements DeliveryAcceptor, AutoCloseable {
    private final InboxDatabase database;
    private final InboxSettings settings;
    private final @Nullable EmbeddedDatabase embedded;
    private final BoundedCalls calls;
    private final InboxAcceptor acceptor;
    private final Workers workers;
    private final Pruner pruner;
    private final Deliveries deliveries;
    private boolean started;
    private boolean closed;

    Inbox(DataSource source, @Nullable EmbeddedDatabase embedded, InboxSettings settings, boolean createTables) {
        this.settings = settings;
        this.embedded = embedded;
        this.database = InboxDatabase.of(source);
        if (createTables) {
            database.createTables();
        }
        database.prepare();
        this.workers = new Workers(database, settings);
        this.pruner = new Pruner(database, settings);
        this.calls = new BoundedCalls(settings.acceptThreads(), settings.acceptWait());
        this.acceptor = new InboxAcceptor(
                database,
                settings,
                calls,
                new AcceptLimits(database, settings.maxBytes(), System::nanoTime),
                embedded == null ? () -> {} : embedded::sync,
                workers::wake);
        this.deliveries = new Deliveries(database, settings, workers::wake);
    }

    /**
     * Starts an inbox in the application's database: PostgreSQL 13, MariaDB 10.6, MySQL 8.0, H2 2.2, or newer. The tables are
     * created by the {@linkplain #schema SQL} that comes with it, or by {@link InboxBuilder#createTables}.
     *
     * @param source a pool of connections; see {@link InboxBuilder#threads} for how many are needed
     */
    public static InboxBuilder builder(DataSource source) {
        return new InboxBuilder(Objects.requireNonNull(source, "source"), null);
    }

    /**
     * Starts an inbox in a file of its own, with nothing to install: an embedded H2 database, whose tables are created. One process
     * opens it at a time. What was accepted is on the disk, whether the process or the machine dies.
     *
     * @param file the path without its ending, {@code .mv.db}; folders are created
     */
    public static InboxBuilder embedded(Path file) {
        return new InboxBuilder(null, Objects.requireNonNull(file, "file"));
    }

    /**
     * The SQL that creates the tables, for a migration tool.
     *
     * @param database {@code postgresql}, {@code mysql} (MariaDB too) or {@code h2}
     * @throws IllegalArgumentException if it is another
     */
    public static String schema(String database) {
        if (!database.matches("postgresql|mysql|h2")) {
            throw new IllegalArgumentException("there is SQL for postgresql, mysql and h2, not for " + database);
        }
        return Statements.text("schema/" + database + ".sql");
    }

    /** Begins to handle deliveries and to remove what has expired. Without it, deliveries are only accepted. */
    public synchronized void start() {
        if (!started && !closed) {
            started = true;
            workers.start();
            pruner.start();
        }
    }

    /**
     * Stores a delivery; for a {@code WebhookReceiver}.
     *
     * @throws InboxException if the database cannot answer in time: the provider is answered 503
     */
    @Override
    public Acceptance accept(WebhookEndpoint endpoint, Delivery delivery) {
        return acceptor.accept(endpoint, delivery);
    }

    /** The delivery log, and what people do with it. */
    public Deliveries deliveries() {
        return deliveries;
    }

    /**
     * How it does.
     *
     * @param window how far back deliveries are counted; a day is usual
     * @throws InboxException if the database cannot answer
     */
    public InboxHealth health(Duration window) {
        return new HealthQueries(database, settings)
                .health(window, workers.attempts(), workers.isAlive(), workers.failures());
    }

    /**
     * Asks the database for its time.
     *
     * @throws InboxException if it cannot answer
     */
    public void ping() {
        var unused = calls.call(() -> database.run(
                connection -> database.query("clock").list(connection, Map.of(), row -> row.getLong("micros"))));
    }

    /**
     * Removes what has expired, now; it is done each minute, too.
     *
     * @return how many rows, payloads and audit entries were removed
     * @throws InboxException if the database cannot answer
     */
    public int prune() {
        return pruner.prune();
    }

    /**
     * Takes no more deliveries, and gives the handlers that run their {@linkplain InboxBuilder#shutdownGrace grace}. Then they are
     * interrupted, and their deliveries are given back without an attempt being counted. A data source of the application stays open.
     */
    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        pruner.close();
        workers.close();
        calls.close();
        if (embedded != null) {
            embedded.close();
        }
    }
}
