package io.hookward.jdbc;

import io.hookward.claim.DeliveryStoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import org.jspecify.annotations.Nullable;

/**
 * Runs calls within a transaction that the application began and will end. A call that fails leaves the transaction as it
 * found it, so that the application can go on with it, unless the database itself has rolled it back.
 */
final class ApplicationTransaction {

    private static final int MOST_ATTEMPTS = 5;

    private final Connection connection;
    private final SessionSettings sessions;

    ApplicationTransaction(Connection connection, SessionSettings sessions) {
        this.connection = connection;
        this.sessions = sessions;
    }

    <T> T run(Call<T> call) {
        try {
            SessionSettings.Saved settings = sessions.boundWithin(connection, call.limit());
            T answer;
            try {
                answer = attempts(call);
            } catch (SQLException | RuntimeException e) {
                undo(settings::restore, e);
                throw e;
            }
            settings.restore();
            if (answer != null) {
                return answer;
            }
        } catch (SQLException e) {
            throw OwnConnections.failed(call, e);
        }
        throw new DeliveryStoreException("the database could not " + call.name() + " within the transaction");
    }

    private <T> @Nullable T attempts(Call<T> call) throws SQLException {
        T answer = null;
        for (int attempt = 0; answer == null && attempt < MOST_ATTEMPTS; attempt++) {
            answer = inSavepoint(call);
        }
        return answer;
    }

    private <T> @Nullable T inSavepoint(Call<T> call) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try {
            T answer = call.work().run(connection);
            if (answer != null && call.keeps().test(answer)) {
                connection.releaseSavepoint(before);
            } else {
                connection.rollback(before);
            }
            return answer;
        } catch (SQLException | RuntimeException e) {
            undo(() -> connection.rollback(before), e);
            throw e;
        }
    }

    private interface Undoing {
        void run() throws SQLException;
    }

    /** As far as it can be undone: the database may have rolled everything back. */
    private static void undo(Undoing undoing, Exception after) {
        try {
            undoing.run();
        } catch (SQLException e) {
            after.addSuppressed(e);
        }
    }
}
