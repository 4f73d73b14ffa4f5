package io.hookward.inbox;

import static io.hookward.inbox.InboxDatabase.values;

import io.hookward.inbox.DeliveryDetail.ShownPayload;
import io.hookward.request.DeliveryRecord;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The delivery log, and what people do with it. Every change is written to the audit log, in the transaction that makes it. Safe
 * for use by several threads.
 *
 * <p>Retry and replay are two things: {@link #retryNow} goes on with a row, and {@link #replay} makes a new one, linked to the
 * old, whose handler is {@linkplain Attempt#isReplay told so}. The provider's own repetition stays a duplicate, unless the row
 * was {@linkplain #forget forgotten}.
 */
public final class Deliveries {
    /** The most rows of a page. */
    public static final int MOST_PER_PAGE = 200;

    private final InboxDatabase database;
    private final InboxSettings settings;
    private final DeliveryQueries queries;
    private final Runnable wakeWorkers;

    Deliveries(InboxDatabase database, InboxSettings settings, Runnable wakeWorkers) {
        this.database = database;
        this.settings = settings;
        this.queries = new DeliveryQueries(database);
        this.wakeWorkers = wakeWorkers;
    }

    /** What is known of a row before it is changed. */
    private record Locked(
            DeliveryStatus status,
            Lane lane,
            @Nullable String orderKey,
            long root,
            Map<String, @Nullable Object> values) {}

    /**
     * A page of the log, newest first.
     *
     * @param cursor null for the first page, or what another page gave
     * @param limit how many rows at most, from 1 to {@value #MOST_PER_PAGE}
     * @param filter which ones
     * @throws IllegalArgumentException if the cursor is none, or the limit is out of range
     * @throws InboxException if the database cannot answer
     */
    public DeliveryPage list(@Nullable String cursor, int limit, DeliveryFilter filter) {
        if (limit < 1 || limit > MOST_PER_PAGE) {
            throw new IllegalArgumentException("a page has 1 to " + MOST_PER_PAGE + " rows, not " + limit);
        }
        return queries.list(cursor, limit, filter);
    }

    /**
     * A row with its attempts and what was sent, as far as people may see it.
     *
     * @return empty if there is no such row
     * @throws InboxException if the database cannot answer
     */
    public Optional<DeliveryDetail> get(long row) {
        return Optional.ofNullable(database.<@Nullable DeliveryDetail>run(connection -> {
            DeliverySummary summary = queries.find(connection, row);
            return summary == null
                    ? null
                    : detail(summary, queries.attempts(connection, row), queries.payload(connection, row));
        }));
    }

    private DeliveryDetail detail(DeliverySummary summary, List<AttemptRecord> attempts, @Nullable Payload payload) {
        if (payload == null) {
            return new DeliveryDetail(summary, attempts, null, null);
        }
        try {
            DeliveryRecord record = payload.read(settings.keys());
            Redaction redaction = settings.redaction();
            ShownPayload shown = new ShownPayload(
                    record.provider(),
                    record.sentAt(),
                    record.secretId(),
                    record.method(),
                    record.url(),
                    redaction.headers(record.headers()),
                    redaction.body(record.body()));
            return new DeliveryDetail(summary, attempts, shown, null);
        } catch (InboxException unreadable) {
            return new DeliveryDetail(summary, attempts, null, unreadable.getMessage());
        }
    }

    /**
     * Has a delivery that is final handled again, as a new row. Replays of one delivery are handled one at a time.
     *
     * @param by who wants it, for the audit log
     * @param reason why, for the audit log
     * @return the new row, or why there is none
     * @throws InboxException if the database cannot answer
     */
    public Replay replay(long row, String by, String reason) {
        Replay replay = database.run(connection -> replay(connection, row, by, reason));
        wakeWorkers.run();
        return replay;
    }

    /**
     * What came of a replay.
     *
     * @param result whether it was done
     * @param row the new row, or null
     */
    public record Replay(ChangeResult result, @Nullable Long row) {}

    private Replay replay(Connection connection, long row, String by, String reason) throws SQLException {
        Locked locked = lock(connection, row);
        ChangeResult refused = locked == null
                ? ChangeResult.NOT_FOUND
                : !locked.status().isFinal()
                        ? locked.status() == DeliveryStatus.PROCESSING
                                ? ChangeResult.PROCESSING
                                : ChangeResult.WRONG_STATE
                        : null;
        Payload payload = refused == null ? queries.payload(connection, row) : null;
        if (locked == null || payload == null) {
            ChangeResult why = refused == null ? ChangeResult.PAYLOAD_GONE : refused;
            audit(connection, by, "replay", row, reason + ": " + why);
            return new Replay(why, null);
        }
        String orderKey = locked.orderKey() != null
                ? locked.orderKey()
                : InboxAcceptor.orderKey(locked.lane(), "replay", Long.toString(locked.root()));
        database.query("lock_slot")
                .list(connection, values("slot", InboxAcceptor.slot(orderKey)), found -> found.getInt("slot"));
        Map<String, @Nullable Object> values = new HashMap<>(locked.values());
        values.put("lane", locked.lane().text());
        values.put("order_key", orderKey);
        values.put("replay_of", locked.root());
        long copy = database.query("insert_row").insert(connection, "row_id", values);
        InboxAcceptor.insertPayload(database, connection, copy, payload);
        audit(connection, by, "replay", row, reason + ": as row " + copy);
        return new Replay(ChangeResult.DONE, copy);
    }

    /**
     * Has all deliveries that fit a filter handled again, each as a new row; try it as a dry run first. Rows that are replays themselves
     * are left out.
     *
     * @param filter which ones
     * @param most how many at most, newest first, from 1 to 10,000
     * @param dryRun whether only to tell what would be done
     * @param by who wants it, for the audit log
     * @param reason why, for the audit log
     * @throws InboxException if the database cannot answer; a part may have been done, and is in the audit log
     */
    public ReplayReport replayAll(DeliveryFilter filter, int most, boolean dryRun, String by, String reason) {
        if (most < 1 || most > 10_000) {
            throw new IllegalArgumentException("1 to 10,000 deliveries are replayed at once, not " + most);
        }
        Map<String, @Nullable Object> values = new HashMap<>();
        String sql =
                "SELECT i.row_id, i.status, EXISTS (SELECT 1 FROM hookward_inbox_payload p WHERE p.row_id = i.row_id)"
                        + " AS kept FROM hookward_inbox i WHERE i.replay_of IS NULL"
                        + DeliveryQueries.where(filter, values) + " ORDER BY i.row_id DESC LIMIT :at_most";
        values.put("at_most", most);
        List<Long> chosen = new ArrayList<>();
        List<Boolean> fit = database.run(connection -> database.compose(sql).list(connection, values, row -> {
            boolean can = row.getBoolean("kept")
                    && DeliveryStatus.ofColumn(row.getString("status")).isFinal();
            if (can) {
                chosen.add(row.getLong("row_id"));
            }
            return can;
        }));
        List<Long> replayed = new ArrayList<>();
        for (long row : chosen) {
            if (dryRun || replay(row, by, reason).result() == ChangeResult.DONE) {
                replayed.add(row);
            }
        }
        return new ReplayReport(dryRun, fit.size(), replayed, fit.size() - replayed.size());
    }

    /**
     * Tries a row at once that waits for its next attempt, or that has failed and then gets as many attempts as a new one.
     *
     * @param by who wants it, for the audit log
     * @throws InboxException if the database cannot answer
     */
    public ChangeResult retryNow(long row, String by, String reason) {
        ChangeResult result = change(row, by, "retry", reason, (connection, locked) -> {
            if (locked.status() == DeliveryStatus.DELIVERED) {
                return ChangeResult.WRONG_STATE;
            }
            if (queries.payload(connection, row) == null) {
                return ChangeResult.PAYLOAD_GONE;
            }
            if (locked.status() == DeliveryStatus.FAILED) {
                database.query("reopen")
                        .update(
                                connection,
                                values("row", row, "lane", locked.lane().text()));
                database.query("keep_payload").update(connection, values("row", row));
            } else {
                database.query("make_due").update(connection, values("row", row));
            }
            return ChangeResult.DONE;
        });
        wakeWorkers.run();
        return result;
    }

    /**
     * Gives up a row that waits: it has failed, and the provider's repetition stays a duplicate.
     *
     * @param by who wants it, for the audit log and the log of the delivery
     * @throws InboxException if the database cannot answer
     */
    public ChangeResult cancel(long row, String by, String reason) {
        ChangeResult result = change(row, by, "cancel", reason, (connection, locked) -> {
            if (locked.status() != DeliveryStatus.PENDING) {
                return ChangeResult.WRONG_STATE;
            }
            String error = ColumnText.of("cancelled by " + by + ": " + reason, Failures.MOST);
            database.query("cancel")
                    .update(connection, values("row", row, "error", error, "log_retention", settings.logRetention()));
            database.query("expire_payload")
                    .update(connection, values("row", row, "retention", settings.logRetention()));
            return ChangeResult.DONE;
        });
        // One that is behind it under its key may go on
        wakeWorkers.run();
        return result;
    }

    /**
     * Removes a row with all that is known of it but for the audit log, so that the provider's repetition is accepted as new.
     *
     * @param by who wants it, for the audit log
     * @throws InboxException if the database cannot answer
     */
    public ChangeResult forget(long row, String by, String reason) {
        return change(row, by, "forget", reason, (connection, locked) -> {
            for (String statement : List.of("delete_row", "delete_payload", "delete_attempts")) {
                database.query(statement).update(connection, values("row", row));
            }
            return ChangeResult.DONE;
        });
    }

    /**
     * What people did, newest first.
     *
     * @param below entries with a lower number than this; null for the newest
     * @param limit how many at most, from 1 to {@value #MOST_PER_PAGE}
     * @throws InboxException if the database cannot answer
     */
    public List<AuditEntry> audit(@Nullable Long below, int limit) {
        if (limit < 1 || limit > MOST_PER_PAGE) {
            throw new IllegalArgumentException("a page has 1 to " + MOST_PER_PAGE + " rows, not " + limit);
        }
        return queries.audit(below == null ? Long.MAX_VALUE : below, limit);
    }

    /** A change of a row that is there and that nobody works on. */
    @FunctionalInterface
    private interface Change {
        ChangeResult in(Connection connection, Locked locked) throws SQLException;
    }

    private ChangeResult change(long row, String by, String action, String reason, Change change) {
        return database.run(connection -> {
            Locked locked = lock(connection, row);
            ChangeResult result = locked == null
                    ? ChangeResult.NOT_FOUND
                    : locked.status() == DeliveryStatus.PROCESSING
                            ? ChangeResult.PROCESSING
                            : change.in(connection, locked);
            audit(connection, by, action, row, result == ChangeResult.DONE ? reason : reason + ": " + result);
            return result;
        });
    }

    private @Nullable Locked lock(Connection connection, long row) throws SQLException {
        return database.query("lock_row").first(connection, values("row", row), found -> {
            Long replayOf = Query.nullableLong(found, "replay_of");
            Lane lane = new Lane(found.getString("endpoint"), found.getString("tenant"));
            return new Locked(
                    DeliveryStatus.ofColumn(found.getString("status")),
                    lane,
                    found.getString("order_key"),
                    replayOf == null ? row : replayOf,
                    values(
                            "fingerprint", found.getLong("fingerprint"),
                            "endpoint", lane.endpoint(),
                            "tenant", lane.tenant(),
                            "delivery_id", found.getString("delivery_id"),
                            "event_type", found.getString("event_type"),
                            "body_bytes", found.getLong("body_bytes"),
                            "retention", found.getLong("retention")));
        });
    }

    private void audit(Connection connection, String by, String action, long row, String detail) throws SQLException {
        database.query("insert_audit")
                .update(
                        connection,
                        values(
                                "actor",
                                ColumnText.of(by, 200),
                                "action",
                                action,
                                "row",
                                row,
                                "detail",
                                ColumnText.of(detail, 1_000)));
    }
}
