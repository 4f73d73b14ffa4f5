package io.hookward.inbox;

import static io.hookward.inbox.InboxDatabase.values;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the delivery log. Pages are found by the number of the row, whose index serves every page alike. */
final class DeliveryQueries {
    private static final String COLUMNS =
            "row_id, endpoint, tenant, delivery_id, event_type, body_bytes, status, received_at,"
                    + " due_at, attempts, last_error, finished_at, replay_of";

    private final InboxDatabase database;

    DeliveryQueries(InboxDatabase database) {
        this.database = database;
    }

    /** Where a page begins: {@code o17} for rows older than 17, {@code n17} for newer ones. */
    private record Cursor(boolean older, long row) {
        static Cursor parse(@Nullable String text) {
            if (text == null || text.isEmpty()) {
                return new Cursor(true, Long.MAX_VALUE);
            }
            if (!text.matches("[on][0-9]{1,18}")) {
                throw new IllegalArgumentException("not a cursor of the delivery log");
            }
            return new Cursor(text.charAt(0) == 'o', Long.parseLong(text.substring(1)));
        }
    }

    DeliveryPage list(@Nullable String cursorText, int limit, DeliveryFilter filter) {
        Cursor cursor = Cursor.parse(cursorText);
        Map<String, @Nullable Object> values = new HashMap<>();
        String sql = "SELECT " + COLUMNS + " FROM hookward_inbox WHERE row_id "
                + (cursor.older() ? "<" : ">") + " :cursor" + where(filter, values)
                + " ORDER BY row_id " + (cursor.older() ? "DESC" : "ASC") + " LIMIT :at_most";
        values.put("cursor", cursor.row());
        values.put("at_most", limit + 1);
        List<DeliverySummary> found = new ArrayList<>(
                database.run(connection -> database.compose(sql).list(connection, values, DeliveryQueries::summary)));
        boolean more = found.size() > limit;
        if (more) {
            found.remove(limit);
        }
        if (!cursor.older()) {
            Collections.reverse(found);
        }
        boolean first = cursorText == null || cursorText.isEmpty() || !cursor.older() && !more;
        boolean last = cursor.older() && !more;
        if (found.isEmpty()) {
            return new DeliveryPage(found, null, null);
        }
        return new DeliveryPage(
                found,
                last ? null : "o" + found.get(found.size() - 1).row(),
                first ? null : "n" + found.get(0).row());
    }

    /** Conditions for the filter, each of which begins with AND. */
    static String where(DeliveryFilter filter, Map<String, @Nullable Object> values) {
        StringBuilder sql = new StringBuilder();
        equal(sql, values, "endpoint", filter.endpoint());
        equal(sql, values, "tenant", filter.tenant());
        equal(sql, values, "event_type", filter.eventType());
        equal(sql, values, "delivery_id", filter.id());
        equal(
                sql,
                values,
                "status",
                filter.status() == null ? null : filter.status().column());
        if (filter.from() != null) {
            sql.append(" AND received_at >= :received_from");
            values.put("received_from", Micros.ofInstant(filter.from()));
        }
        if (filter.to() != null) {
            sql.append(" AND received_at < :received_to");
            values.put("received_to", Micros.ofInstant(filter.to()));
        }
        if (filter.text() != null && !filter.text().isEmpty()) {
            sql.append(" AND (LOWER(delivery_id) LIKE :part ESCAPE '!' OR LOWER(event_type) LIKE :part ESCAPE '!'"
                    + " OR LOWER(last_error) LIKE :part ESCAPE '!')");
            values.put("part", "%" + literal(filter.text().toLowerCase(Locale.ROOT)) + "%");
        }
        return sql.toString();
    }

    private static String literal(String part) {
        return ColumnText.of(part, 200).replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }

    private static void equal(
            StringBuilder sql, Map<String, @Nullable Object> values, String column, @Nullable String wanted) {
        if (wanted != null) {
            sql.append(" AND ").append(column).append(" = :").append(column);
            values.put(column, ColumnText.of(wanted, 200));
        }
    }

    @Nullable
    DeliverySummary find(Connection connection, long row) throws SQLException {
        return database.compose("SELECT " + COLUMNS + " FROM hookward_inbox WHERE row_id = :row")
                .first(connection, values("row", row), DeliveryQueries::summary);
    }

    List<AttemptRecord> attempts(Connection connection, long row) throws SQLException {
        return database.query("attempts").list(connection, values("row", row, "at_most", 100), found -> {
            Long ended = Query.nullableLong(found, "ended_at");
            return new AttemptRecord(
                    found.getInt("attempt"),
                    found.getString("worker"),
                    Micros.instant(found.getLong("started_at")),
                    ended == null ? null : Micros.instant(ended),
                    found.getString("outcome"),
                    found.getString("error"));
        });
    }

    @Nullable
    Payload payload(Connection connection, long row) throws SQLException {
        return database.query("payload").first(connection, values("row", row), DeliveryQueries::payload);
    }

    static Payload payload(ResultSet row) throws SQLException {
        return new Payload(row.getString("key_id"), row.getBytes("head"), row.getBytes("body"));
    }

    static DeliverySummary summary(ResultSet row) throws SQLException {
        Long due = Query.nullableLong(row, "due_at");
        Long finished = Query.nullableLong(row, "finished_at");
        return new DeliverySummary(
                row.getLong("row_id"),
                row.getString("endpoint"),
                row.getString("tenant"),
                row.getString("delivery_id"),
                row.getString("event_type"),
                row.getLong("body_bytes"),
                DeliveryStatus.ofColumn(row.getString("status")),
                Micros.instant(row.getLong("received_at")),
                due == null ? null : Micros.instant(due),
                row.getInt("attempts"),
                row.getString("last_error"),
                finished == null ? null : Micros.instant(finished),
                Query.nullableLong(row, "replay_of"));
    }

    List<AuditEntry> audit(long below, int limit) {
        return database.run(connection -> database.query("audit")
                .list(
                        connection,
                        values("below", below, "at_most", limit),
                        row -> new AuditEntry(
                                row.getLong("audit_id"),
                                Micros.instant(row.getLong("at")),
                                row.getString("actor"),
                                row.getString("action"),
                                Query.nullableLong(row, "row_id"),
                                row.getString("detail"))));
    }
}
