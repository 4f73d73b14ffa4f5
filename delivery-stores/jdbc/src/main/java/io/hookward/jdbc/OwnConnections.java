package io.hookward.jdbc;

import io.hookward.claim.DeliveryStoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Runs calls on connections of the data source, each on one of its own, which goes back as it came. A conflict with others
 * is answered by doing the work again, and so is, once, a connection that turns out to be lost.
 */
final class OwnConnections {

    private static final int MOST_ATTEMPTS = 20;
    private static final long LONGEST_PAUSE_NANOS = 10_000_000;

    private final DataSource dataSource;
    private final SessionSettings sessions;

    OwnConnections(DataSource dataSource, SessionSettings sessions) {
        this.dataSource = dataSource;
        this.sessions = sessions;
    }

    <T> T run(Call<T> call) {
        long start = System.nanoTime();
        boolean mayReconnect = call.repeatable();
        SQLException last = null;
        for (int attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
            try {
                T answer = attempt(call);
                if (answer != null) {
                    return answer;
                }
            } catch (SQLException e) {
                last = e;
                Failure failure = Failure.of(e);
                boolean lost = failure == Failure.CONNECTION_LOST && mayReconnect;
                if (!lost && failure != Failure.CONFLICT) {
                    throw failed(call, e);
                }
                mayReconnect &= !lost;
            }
            if (System.nanoTime() - start > call.limit().toNanos()) {
                break;
            }
            // Those that met once would meet again at the next step
            LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(LONGEST_PAUSE_NANOS));
        }
        throw last != null
                ? failed(call, last)
                : new DeliveryStoreException(
                        "the database could not " + call.name() + ": others changed the same keys at every attempt");
    }

    private <T> @Nullable T attempt(Call<T> call) throws SQLException {
        try (Connection connection = open(call)) {
            try (BorrowedConnection borrowed = new BorrowedConnection(connection, call.limit())) {
                return borrowed.run(call, sessions);
            } catch (SQLException e) {
                Failure failure = Failure.of(e);
                if (failure == Failure.READ_ONLY || failure == Failure.CONNECTION_LOST) {
                    // A pool would keep what still answers: a session on a server that is the primary no more
                    connection.abort(Runnable::run);
                }
                throw e;
            }
        }
    }

    /** Waits as long as the pool was told to, so a failure is the last word. */
    private Connection open(Call<?> call) {
        try {
            return dataSource.getConnection();
        } catch (SQLException e) {
            throw failed(call, e);
        }
    }

    static DeliveryStoreException failed(Call<?> call, SQLException e) {
        return new DeliveryStoreException(
                "the database could not " + call.name() + " (SQL state " + e.getSQLState() + "): " + e.getMessage(), e);
    }
}
