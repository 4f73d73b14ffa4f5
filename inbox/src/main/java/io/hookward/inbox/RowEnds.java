package io.hookward.inbox;

import static io.hookward.inbox.InboxDatabase.values;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Writes down what became of an attempt. Each change compares the token: a late worker changes nothing. */
final class RowEnds {
    private RowEnds() {}

    /** The row is final. Returns false if it is somebody else's. */
    static boolean finish(
            InboxDatabase database,
            InboxSettings settings,
            Connection connection,
            TakenRow row,
            DeliveryStatus status,
            @Nullable String error)
            throws SQLException {
        int changed = database.query("finish")
                .update(
                        connection,
                        values(
                                "row", row.row(),
                                "token", row.token(),
                                "status", status.column(),
                                "error", error,
                                "log_retention", settings.logRetention()));
        if (changed == 0) {
            return false;
        }
        long keep = status == DeliveryStatus.DELIVERED ? settings.payloadRetention() : settings.logRetention();
        database.query("expire_payload").update(connection, values("row", row.row(), "retention", keep));
        end(database, connection, row, status.column(), error);
        return true;
    }

    /** There will be another attempt. Returns false if it is somebody else's. */
    static boolean retry(InboxDatabase database, Connection connection, TakenRow row, long delay, String error)
            throws SQLException {
        int changed = database.query("retry")
                .update(connection, values("row", row.row(), "token", row.token(), "delay", delay, "error", error));
        if (changed == 1) {
            end(database, connection, row, "retry", error);
        }
        return changed == 1;
    }

    /** It was no attempt. Returns false if it is somebody else's. */
    static boolean defer(InboxDatabase database, Connection connection, TakenRow row, long delay, String reason)
            throws SQLException {
        int changed = database.query("defer")
                .update(connection, values("row", row.row(), "token", row.token(), "delay", delay, "error", reason));
        if (changed == 1) {
            database.query("undo_attempt").update(connection, values("row", row.row(), "attempt", row.attempt()));
        }
        return changed == 1;
    }

    private static void end(
            InboxDatabase database, Connection connection, TakenRow row, String outcome, @Nullable String error)
            throws SQLException {
        database.query("end_attempt")
                .update(
                        connection,
                        values("row", row.row(), "attempt", row.attempt(), "outcome", outcome, "error", error));
    }
}
