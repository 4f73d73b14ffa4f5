package io.hookward.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A connection of somebody's pool, in the state that a call needs. Closing it puts back what was found. */
final class BorrowedConnection implements AutoCloseable {

    private static final int UNKNOWN = -1;

    private final Connection connection;
    private final boolean autoCommit;
    private final int networkTimeout;
    private int isolation = UNKNOWN;
    private SessionSettings.Saved settings = SessionSettings.Saved.NOTHING;

    BorrowedConnection(Connection connection, Duration limit) throws SQLException {
        this.connection = connection;
        autoCommit = connection.getAutoCommit();
        networkTimeout = limitNetwork(connection, limit);
        if (!autoCommit) {
            connection.setAutoCommit(true);
        }
    }

    <T> @Nullable T run(Call<T> call, SessionSettings sessions) throws SQLException {
        settings = sessions.bound(connection, call.limit());
        if (call.oneStep()) {
            return call.work().run(connection);
        }
        beginTransaction();
        T answer = call.work().run(connection);
        if (answer != null && call.keeps().test(answer)) {
            connection.commit();
        }
        return answer;
    }

    private void beginTransaction() throws SQLException {
        // Others lock gaps between keys, or refuse what changed since the transaction began
        int found = connection.getTransactionIsolation();
        if (found != Connection.TRANSACTION_READ_COMMITTED) {
            isolation = found;
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        }
        connection.setAutoCommit(false);
    }

    @Override
    public void close() throws SQLException {
        try {
            restore();
        } catch (SQLException e) {
            // Nobody else is to get it as it is
            connection.abort(Runnable::run);
            throw e;
        }
    }

    private void restore() throws SQLException {
        if (!connection.getAutoCommit()) {
            connection.rollback();
            connection.setAutoCommit(true);
        }
        if (isolation != UNKNOWN) {
            connection.setTransactionIsolation(isolation);
        }
        settings.restore();
        if (!autoCommit) {
            connection.setAutoCommit(false);
        }
        if (networkTimeout != UNKNOWN) {
            connection.setNetworkTimeout(Runnable::run, networkTimeout);
        }
    }

    private static int limitNetwork(Connection connection, Duration limit) throws SQLException {
        try {
            int found = connection.getNetworkTimeout();
            connection.setNetworkTimeout(Runnable::run, Math.toIntExact(limit.toMillis()));
            return found;
        } catch (SQLFeatureNotSupportedException e) {
            return UNKNOWN;
        }
    }
}
