package io.hookward.jdbc;

import io.hookward.claim.Claim;
import io.hookward.claim.ClaimEntry;
import io.hookward.claim.ClaimToken;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * MariaDB, MySQL and H2: a statement for each key, in one order for all callers. With one key, the statement that writes is
 * the whole step; several keys need a transaction around them.
 *
 * <p>The statement that writes does so only if it may. Where it may not, the row is read to see why.
 */
final class SingleKeyStatements implements ClaimStatements {

    private static final Comparator<ClaimEntry> ORDER =
            Comparator.comparing(entry -> entry.key().text());

    private final Query take;
    private final Query read;
    private final Query renew;
    private final Query complete;
    private final Query release;

    SingleKeyStatements(Queries queries, Duration limit) {
        take = queries.query("take", limit);
        read = queries.query("read", limit);
        renew = queries.query("renew", limit);
        complete = queries.query("complete", limit);
        release = queries.query("release", limit);
    }

    @Override
    public boolean isOneStep(int keys) {
        return keys == 1;
    }

    @Override
    public @Nullable Claim claim(Connection connection, List<ClaimEntry> entries, ClaimToken token, long lease)
            throws SQLException {
        Map<ClaimEntry, @Nullable ClaimRow> found = new HashMap<>();
        for (ClaimEntry entry : inOrder(entries)) {
            Map<String, Object> values = values(entry, token);
            values.put("fingerprint", entry.fingerprint());
            values.put("lease", lease);
            take.update(connection, values);
            found.put(entry, read(connection, entry));
        }
        List<@Nullable ClaimRow> rows = new ArrayList<>(entries.size());
        for (ClaimEntry entry : entries) {
            rows.add(found.get(entry));
        }
        return ClaimStatements.answer(entries, rows, token);
    }

    @Override
    public boolean renew(Connection connection, List<ClaimEntry> entries, ClaimToken token, long lease)
            throws SQLException {
        for (ClaimEntry entry : inOrder(entries)) {
            Map<String, Object> values = values(entry, token);
            values.put("lease", lease);
            // A driver may not count a row that was written with what it held before
            if (isRefused(
                    connection, renew, entry, values, row -> row != null && row.isLive() && row.isHeldBy(token))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean complete(Connection connection, List<ClaimEntry> entries, ClaimToken token) throws SQLException {
        for (ClaimEntry entry : inOrder(entries)) {
            Map<String, Object> values = values(entry, token);
            values.put("retention", Micros.ofPositive(entry.retention(), "retention"));
            Predicate<@Nullable ClaimRow> completedBefore = row ->
                    row != null && row.isLive() && row.done() && row.token().equals(token);
            if (isRefused(connection, complete, entry, values, completedBefore)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean release(Connection connection, List<ClaimEntry> entries, ClaimToken token) throws SQLException {
        for (ClaimEntry entry : inOrder(entries)) {
            if (isRefused(connection, release, entry, values(entry, token), row -> row == null || !row.isLive())) {
                return false;
            }
        }
        return true;
    }

    /** Whether the query changed nothing, and the row is not one of which that is said. */
    private boolean isRefused(
            Connection connection,
            Query query,
            ClaimEntry entry,
            Map<String, Object> values,
            Predicate<@Nullable ClaimRow> unless)
            throws SQLException {
        return query.update(connection, values) == 0 && !unless.test(read(connection, entry));
    }

    private @Nullable ClaimRow read(Connection connection, ClaimEntry entry) throws SQLException {
        String key = entry.key().text();
        return ClaimRow.only(read.ask(connection, Map.of("key", key), ClaimRow::all), key);
    }

    private static List<ClaimEntry> inOrder(List<ClaimEntry> entries) {
        return entries.size() == 1 ? entries : entries.stream().sorted(ORDER).toList();
    }

    private static Map<String, Object> values(ClaimEntry entry, ClaimToken token) {
        Map<String, Object> values = new HashMap<>();
        values.put("key", entry.key().text());
        values.put("token", token.text());
        return values;
    }
}
