package io.hookward.jdbc;

import static java.util.Objects.requireNonNull;

import io.hookward.DeliveryClaim;
import io.hookward.claim.Claim;
import io.hookward.claim.ClaimEntry;
import io.hookward.claim.ClaimKey;
import io.hookward.claim.ClaimState;
import io.hookward.claim.ClaimToken;
import io.hookward.claim.DeliveryStore;
import io.hookward.claim.DeliveryStoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Keeps claims in a table of a database, which any number of instances share and which outlives them: PostgreSQL, MariaDB,
 * MySQL or H2.
 *
 * <p>The database's clock decides, read in SQL to the microsecond; the clocks and time zones of applications and sessions do
 * not matter. Durations are rounded up to whole microseconds, and cut to a hundred years.
 *
 * <p><b>Connections.</b> Each call takes one connection from the data source and gives it back as it was, with nothing held
 * while the application works. So the data source has to give connections that are in no transaction: not one of a proxy
 * that joins the application's. A call from inside a transaction of the application needs a second connection; a pool
 * that has none left fails the call after its own time-out.
 *
 * <p><b>Waiting.</b> The database and the network have the {@linkplain Builder#timeout timeout} to answer, after which the
 * call fails. A deadlock, a conflict with others, and once a broken connection, are answered by doing the call again.
 *
 * <p>Records whose time is over stay until {@link #purge} is called, which several instances may do at once.
 *
 * <p>Safe for use by many threads. It starts no thread and holds nothing that needs closing.
 */
public final class JdbcDeliveryStore implements DeliveryStore {

    /** Of rows that one statement removes, so that none takes long. */
    private static final int PURGE_BATCH = 1_000;

    /** Old rows are not in memory, and nobody waits for them. */
    private static final Duration PURGE_LIMIT = Duration.ofSeconds(30);

    private final Duration limit;
    private final ClaimStatements statements;
    private final SessionSettings sessions;
    private final OwnConnections connections;
    private final Query find;
    private final Query forget;
    private final Query ping;
    private final Query clock;
    private final Purge purge;
    private final ThreadLocal<@Nullable Joined> joined = new ThreadLocal<>();
    private final AtomicLong findsApart = new AtomicLong();

    private JdbcDeliveryStore(Builder builder, Queries queries, boolean together) {
        limit = builder.timeout;
        // The server gives up before the network does, which would cost the connection
        Duration onServer = limit.multipliedBy(4).dividedBy(5);
        statements = queries.database() == Database.POSTGRESQL
                ? new AllKeysStatements(queries, onServer, together)
                : new SingleKeyStatements(queries, onServer);
        sessions = new SessionSettings(queries);
        connections = new OwnConnections(builder.dataSource, sessions);
        find = queries.query("find", onServer);
        forget = queries.query("forget", onServer);
        ping = queries.query("ping", onServer);
        clock = queries.query("clock", onServer);
        purge = new Purge(queries, PURGE_LIMIT);
    }

    /**
     * Starts to build a store.
     *
     * @param dataSource where its connections come from; see the notes on connections above
     * @return a new builder
     */
    public static Builder builder(DataSource dataSource) {
        return new Builder(requireNonNull(dataSource, "dataSource"));
    }

    @Override
    public Claim claim(List<ClaimEntry> entries, ClaimToken token, Duration lease) {
        List<ClaimEntry> all = ClaimEntry.checked(entries);
        requireNonNull(token, "token");
        long micros = Micros.ofPositive(lease, "lease");
        return run(new Call<>(
                "claim",
                limit,
                statements.isOneStep(all.size()),
                true,
                Claim.Won.class::isInstance,
                connection -> statements.claim(connection, all, token, micros)));
    }

    @Override
    public boolean renew(List<ClaimEntry> entries, ClaimToken token, Duration lease) {
        List<ClaimEntry> all = ClaimEntry.checked(entries);
        requireNonNull(token, "token");
        long micros = Micros.ofPositive(lease, "lease");
        return change("renew", all.size(), connection -> statements.renew(connection, all, token, micros));
    }

    @Override
    public boolean complete(List<ClaimEntry> entries, ClaimToken token) {
        List<ClaimEntry> all = ClaimEntry.checked(entries);
        requireNonNull(token, "token");
        return change("complete", all.size(), connection -> statements.complete(connection, all, token));
    }

    @Override
    public boolean release(List<ClaimEntry> entries, ClaimToken token) {
        List<ClaimEntry> all = ClaimEntry.checked(entries);
        requireNonNull(token, "token");
        return change("release", all.size(), connection -> statements.release(connection, all, token));
    }

    @Override
    public Optional<ClaimState> find(ClaimKey key) {
        String text = key.text();
        if (joined.get() == null) {
            findsApart.incrementAndGet();
        }
        return run(Call.ofOneStep("find", limit, connection -> {
            ClaimRow row = ClaimRow.only(find.ask(connection, Map.of("key", text), ClaimRow::all), text);
            return row != null && row.isLive() ? Optional.of(row.state()) : Optional.<ClaimState>empty();
        }));
    }

    /**
     * {@inheritDoc}
     *
     * @throws DeliveryStoreException also if the answer was lost: the key may have been forgotten
     */
    @Override
    public boolean forget(ClaimKey key) {
        String text = key.text();
        return run(Call.ofOneStep("forget", limit, connection -> forget.update(connection, Map.of("key", text)) > 0)
                .once());
    }

    /**
     * {@inheritDoc}
     *
     * @throws DeliveryStoreException also if the database takes no writes, as after a failover, or has no such table
     */
    @Override
    public void ping() {
        run(Call.ofOneStep(
                "answer",
                limit,
                connection -> ping.ask(connection, Map.of(), rows -> {
                    if (rows.next() && !rows.getBoolean("read_only")) {
                        return false;
                    }
                    throw new SQLException("the server takes no writes", "25006");
                })));
    }

    /**
     * {@inheritDoc} It does so in batches, each a transaction of its own, and passes over rows that others have locked where
     * the database can. So it may return less than {@code atMost} though some are left.
     */
    @Override
    public int purge(int atMost) {
        if (atMost < 1) {
            throw new IllegalArgumentException("atMost must be at least 1, was " + atMost);
        }
        int removed = 0;
        int last;
        do {
            int batch = Math.min(PURGE_BATCH, atMost - removed);
            last = run(new Call<>(
                    "purge",
                    PURGE_LIMIT,
                    purge.isOneStep(),
                    true,
                    count -> count > 0,
                    connection -> purge.run(connection, batch)));
            removed += last;
        } while (last == PURGE_BATCH && removed < atMost);
        return removed;
    }

    /**
     * How far the database's clock is ahead of this process's. Claims do not depend on it; signed timestamps, which are held
     * against the process's clock, do, so a large skew says that one of the two is wrong.
     *
     * @return the difference, negative if the database's clock is behind; exact to half the round trip
     * @throws DeliveryStoreException if the store cannot answer
     */
    public Duration clockSkew() {
        return clockSkew(Clock.systemUTC());
    }

    /**
     * How far the database's clock is ahead of another.
     *
     * @param application the clock to compare with
     * @return the difference, negative if the database's clock is behind; exact to half the round trip
     * @throws DeliveryStoreException if the store cannot answer
     */
    public Duration clockSkew(Clock application) {
        return run(Call.ofOneStep("tell the time", limit, connection -> {
            Instant before = application.instant();
            Duration sinceEpoch = clock.ask(connection, Map.of(), rows -> {
                rows.next();
                return Micros.of(rows.getLong("micros"));
            });
            Duration roundTrip = Duration.between(before, application.instant());
            return Duration.between(before.plus(roundTrip.dividedBy(2)), Instant.EPOCH.plus(sinceEpoch));
        }));
    }

    /**
     * Lets the calls that this thread makes to the store meanwhile take part in a transaction of the application: what they
     * change is committed or rolled back with it. {@link DeliveryTransaction} does this, and ends the transaction.
     *
     * <p>A call that a wrapper like {@code BoundedDeliveryStore} makes on another thread takes no part in it.
     *
     * <p>Until the transaction ends, a claim by others of the same keys waits, and fails after the timeout. If a call throws,
     * the transaction is as it was before the call, unless the database has rolled it back.
     *
     * @param transaction a connection without auto-commit, to the database of this store; it is not closed
     * @param calls what to do
     * @param <T> of the answer
     * @return the answer of the calls
     * @throws IllegalArgumentException if the connection commits each statement by itself
     * @throws DeliveryStoreException if the connection cannot be used
     */
    public <T> T within(Connection transaction, Supplier<T> calls) {
        requireTransaction(transaction);
        Joined outer = joined.get();
        joined.set(new Joined(transaction));
        try {
            return calls.get();
        } finally {
            if (outer == null) {
                joined.remove();
            } else {
                joined.set(outer);
            }
        }
    }

    /**
     * Whether a claim is held, seen from within a transaction.
     *
     * @throws IllegalStateException if the claim asks this store on another thread, which takes no part in the transaction
     */
    boolean isHeldWithin(Connection transaction, DeliveryClaim claim) {
        long apart = findsApart.get();
        return within(transaction, () -> {
            boolean held = claim.isHeld();
            Joined here = joined.get();
            if (here != null && here.calls == 0 && findsApart.get() != apart) {
                throw new IllegalStateException(
                        "the receiver calls the store on other threads, so that a mark cannot be"
                                + " part of a transaction: give it the JdbcDeliveryStore itself");
            }
            return held;
        });
    }

    /** The transaction that a thread's calls take part in. */
    private static final class Joined {
        private final Connection transaction;
        private int calls;

        Joined(Connection transaction) {
            this.transaction = transaction;
        }
    }

    private static void requireTransaction(Connection connection) {
        try {
            if (connection.getAutoCommit()) {
                throw new IllegalArgumentException("the connection has no transaction: it commits each statement");
            }
        } catch (SQLException e) {
            throw new DeliveryStoreException("the connection of the application cannot be used", e);
        }
    }

    private boolean change(String name, int keys, Work<Boolean> work) {
        return run(new Call<>(name, limit, statements.isOneStep(keys), true, Boolean::booleanValue, work));
    }

    private <T> T run(Call<T> call) {
        Joined within = joined.get();
        if (within == null) {
            return connections.run(call);
        }
        within.calls++;
        return new ApplicationTransaction(within.transaction, sessions).run(call);
    }

    /** Builds a {@link JdbcDeliveryStore}. Not safe for many threads. */
    public static final class Builder {

        private static final Duration SHORTEST = Duration.ofMillis(10);
        private static final Duration LONGEST = Duration.ofMinutes(5);

        private final DataSource dataSource;
        private TableName table = TableName.parse(TableName.DEFAULT);
        private Duration timeout = Duration.ofMillis(500);
        private boolean create;
        private @Nullable Database database;

        private Builder(DataSource dataSource) {
            this.dataSource = dataSource;
        }

        /**
         * The table that the claims are in.
         *
         * @param name letters, digits and underscores; with a schema and a dot before it if need be;
         *     {@code hookward_claims} unless chosen
         * @return this builder
         * @throws IllegalArgumentException if the name is not of this form
         */
        public Builder table(String name) {
            table = TableName.parse(name);
            return this;
        }

        /**
         * How long the database and the network may take for a statement, locks of others included. It does not count the
         * wait for a connection, which the pool limits.
         *
         * @param timeout 10 ms to 5 minutes; 500 ms unless chosen
         * @return this builder
         * @throws IllegalArgumentException if it is shorter or longer
         */
        public Builder timeout(Duration timeout) {
            if (timeout.compareTo(SHORTEST) < 0 || timeout.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException("timeout must be 10 ms to 5 minutes, was " + timeout);
            }
            this.timeout = timeout;
            return this;
        }

        /**
         * Lets {@link #build} create the table if it is missing.
         *
         * @return this builder
         */
        public Builder createTable() {
            create = true;
            return this;
        }

        Builder database(Database database) {
            this.database = database;
            return this;
        }

        /**
         * Builds the store. Connects, and checks that the table is there and suits.
         *
         * @return a new store
         * @throws IllegalStateException if the table is missing or does not suit; the message has the statements to create it
         * @throws IllegalArgumentException if the database is not a known one
         * @throws DeliveryStoreException if the database cannot be reached
         */
        public JdbcDeliveryStore build() {
            ClaimsSchema schema = new ClaimsSchema(dataSource, table, database);
            if (create) {
                schema.create();
            } else {
                schema.check();
            }
            return new JdbcDeliveryStore(this, schema.queries(), schema.keepsStatementsTogether());
        }
    }
}
