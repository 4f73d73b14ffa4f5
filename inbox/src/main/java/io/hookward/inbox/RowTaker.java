package io.hookward.inbox;

import static io.hookward.inbox.InboxDatabase.values;

import io.hookward.claim.ClaimToken;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Takes rows that are due, lane by lane in turn, so that none waits for the backlog of another. For one thread.
 *
 * <p>An attempt is counted here and not when it fails, so that a delivery that kills the process comes to its end too.
 */
final class RowTaker {
    /** Lanes that are looked at in one go. The next go continues behind them. */
    private static final int MOST_LANES = 256;

    private final InboxDatabase database;
    private final InboxSettings settings;
    private final ToIntFunction<String> running;
    private String cursor = "";
    private int busyLanes = 1;

    /** @param running how many rows of an endpoint are being handled here */
    RowTaker(InboxDatabase database, InboxSettings settings, ToIntFunction<String> running) {
        this.database = database;
        this.settings = settings;
        this.running = running;
    }

    private record Candidate(
            long row,
            DeliveryStatus status,
            int attempts,
            int attemptsBefore,
            @Nullable String openKey,
            @Nullable Long replayOf) {

        static Candidate of(ResultSet row) throws SQLException {
            return new Candidate(
                    row.getLong("row_id"),
                    DeliveryStatus.ofColumn(row.getString("status")),
                    row.getInt("attempts"),
                    row.getInt("attempts_before"),
                    row.getString("open_key"),
                    Query.nullableLong(row, "replay_of"));
        }
    }

    /** How many microseconds until a row is due; zero or less if one is; null if none will be. */
    @Nullable
    Long untilDue() {
        return database.<@Nullable Long>run(
                connection -> database.query("next_due").first(connection, Map.of(), row -> row.getLong("micros")));
    }

    /** Takes rows that are due. */
    List<TakenRow> take(int wanted) {
        List<TakenRow> taken = new ArrayList<>();
        boolean progress = true;
        while (progress && taken.size() < wanted) {
            int before = taken.size();
            lap(wanted, taken);
            progress = taken.size() > before;
        }
        return taken;
    }

    /** Once round the lanes, from where the last lap ended. */
    private void lap(int wanted, List<TakenRow> taken) {
        int share = Math.max(1, (wanted - taken.size()) / Math.max(1, busyLanes));
        String first = null;
        int busy = 0;
        for (int seen = 0; seen < MOST_LANES && taken.size() < wanted; seen++) {
            String lane = nextLane(cursor);
            if (lane == null && !cursor.isEmpty()) {
                lane = nextLane("");
            }
            if (lane == null || lane.equals(first)) {
                break;
            }
            first = first == null ? lane : first;
            cursor = lane;
            int got = takeOf(Lane.parse(lane), Math.min(share, wanted - taken.size()), taken);
            busy += got > 0 ? 1 : 0;
        }
        busyLanes = busy;
    }

    private @Nullable String nextLane(String after) {
        return database.<@Nullable String>run(connection ->
                database.query("next_lane").first(connection, values("lane", after), row -> row.getString("lane")));
    }

    private int takeOf(Lane lane, int share, List<TakenRow> taken) {
        EndpointPolicy policy = settings.policy(lane.endpoint());
        long already = running.applyAsInt(lane.endpoint())
                + taken.stream()
                        .filter(row -> row.lane().endpoint().equals(lane.endpoint()))
                        .count();
        int atMost = (int) Math.min(share, policy.maxConcurrent - already);
        if (atMost < 1 || settings.handler(lane.endpoint()) == null) {
            return 0;
        }
        List<TakenRow> rows = database.run(connection -> takeIn(connection, lane, policy, atMost));
        for (TakenRow row : rows) {
            if (row.counted() > policy.retry.maxAttempts()) {
                AttemptNotices.tell(settings, row, InboxListener.Outcome.FAILED, Duration.ZERO);
            } else {
                taken.add(row);
            }
        }
        return rows.size();
    }

    private List<TakenRow> takeIn(Connection connection, Lane lane, EndpointPolicy policy, int atMost)
            throws SQLException {
        List<TakenRow> rows = new ArrayList<>();
        List<Candidate> candidates = database.query("candidates")
                .list(connection, values("lane", lane.text(), "at_most", atMost), Candidate::of);
        for (int slot : slots(candidates)) {
            database.query("lock_slot").list(connection, values("slot", slot), row -> row.getInt("slot"));
        }
        for (Candidate each : candidates) {
            if (each.openKey() != null && !isFirst(connection, each)) {
                continue;
            }
            if (each.status() == DeliveryStatus.PROCESSING) {
                database.query("lost_attempt")
                        .update(connection, values("row", each.row(), "attempt", each.attempts()));
            }
            TakenRow row = taken(each, lane);
            if (row.counted() > policy.retry.maxAttempts()) {
                giveUp(connection, row);
            } else {
                begin(connection, row, policy);
            }
            rows.add(row);
        }
        return rows;
    }

    /** In one order for all, so that nobody waits in a circle. */
    private static int[] slots(List<Candidate> candidates) {
        return candidates.stream()
                .map(Candidate::openKey)
                .filter(key -> key != null)
                .mapToInt(InboxAcceptor::slot)
                .distinct()
                .sorted()
                .toArray();
    }

    private boolean isFirst(Connection connection, Candidate each) throws SQLException {
        Integer before = database.query("is_first_of_key")
                .first(
                        connection,
                        values("open_key", each.openKey(), "row", each.row()),
                        row -> row.getInt("before_it"));
        return before != null && before == 0;
    }

    private static TakenRow taken(Candidate each, Lane lane) {
        int attempt = each.attempts() + 1;
        return new TakenRow(
                each.row(),
                lane,
                ClaimToken.create().text(),
                attempt,
                attempt - each.attemptsBefore(),
                each.replayOf(),
                System.nanoTime());
    }

    private void begin(Connection connection, TakenRow row, EndpointPolicy policy) throws SQLException {
        database.query("take")
                .update(connection, values("row", row.row(), "token", row.token(), "lease", policy.lease));
        database.query("begin_attempt")
                .update(connection, values("row", row.row(), "attempt", row.attempt(), "worker", settings.worker()));
    }

    /** Its attempts ended with the processes that made them. */
    private void giveUp(Connection connection, TakenRow row) throws SQLException {
        database.query("take").update(connection, values("row", row.row(), "token", row.token(), "lease", 0L));
        database.query("uncount").update(connection, values("row", row.row()));
        RowEnds.finish(
                database,
                settings,
                connection,
                row,
                DeliveryStatus.FAILED,
                "given up after " + (row.counted() - 1) + " attempts, the last of which never ended");
    }
}
