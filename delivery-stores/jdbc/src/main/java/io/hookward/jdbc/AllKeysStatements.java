package io.hookward.jdbc;

import io.hookward.claim.Claim;
import io.hookward.claim.ClaimEntry;
import io.hookward.claim.ClaimToken;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL: each call takes all its keys at once, in one round trip that is one transaction by itself: the driver sends the
 * statements of a query together, and the server ends the transaction after the last. A driver in its simple query mode
 * sends them one by one, so they need a transaction around them.
 */
final class AllKeysStatements implements ClaimStatements {
    private static final int HEX = 16;

    private final boolean together;
    private final Query claim;
    private final Query renew;
    private final Query complete;
    private final Query release;

    AllKeysStatements(Queries queries, Duration limit, boolean together) {
        this.together = together;
        claim = queries.query("claim", limit);
        renew = queries.query("renew", limit);
        complete = queries.query("complete", limit);
        release = queries.query("release", limit);
    }

    @Override
    public boolean isOneStep(int keys) {
        return together;
    }

    @Override
    public @Nullable Claim claim(Connection connection, List<ClaimEntry> entries, ClaimToken token, long lease)
            throws SQLException {
        Map<String, Object> values = values(entries, token);
        values.put("fingerprints", entries.stream().map(ClaimEntry::fingerprint).toArray(Long[]::new));
        values.put("lease", lease);
        List<ClaimRow> all = claim.ask(connection, values, ClaimRow::all);
        List<@Nullable ClaimRow> rows = new ArrayList<>(entries.size());
        for (ClaimEntry entry : entries) {
            String key = entry.key().text();
            rows.add(all.stream()
                    .filter(row -> row.key().equals(key))
                    .findFirst()
                    .orElse(null));
        }
        return ClaimStatements.answer(entries, rows, token);
    }

    @Override
    public boolean renew(Connection connection, List<ClaimEntry> entries, ClaimToken token, long lease)
            throws SQLException {
        Map<String, Object> values = values(entries, token);
        values.put("lease", lease);
        return renew.ask(connection, values, AllKeysStatements::isGranted);
    }

    @Override
    public boolean complete(Connection connection, List<ClaimEntry> entries, ClaimToken token) throws SQLException {
        Map<String, Object> values = values(entries, token);
        values.put(
                "retentions",
                entries.stream()
                        .map(entry -> Micros.ofPositive(entry.retention(), "retention"))
                        .toArray(Long[]::new));
        return complete.ask(connection, values, AllKeysStatements::isGranted);
    }

    @Override
    public boolean release(Connection connection, List<ClaimEntry> entries, ClaimToken token) throws SQLException {
        return release.ask(connection, values(entries, token), AllKeysStatements::isGranted);
    }

    private static Map<String, Object> values(List<ClaimEntry> entries, ClaimToken token) {
        Map<String, Object> values = new HashMap<>();
        values.put("keys", entries.stream().map(entry -> entry.key().text()).toArray(String[]::new));
        values.put("token", uuid(token));
        return values;
    }

    private static UUID uuid(ClaimToken token) {
        String text = token.text();
        return new UUID(Long.parseUnsignedLong(text, 0, HEX, HEX), Long.parseUnsignedLong(text, HEX, 2 * HEX, HEX));
    }

    private static boolean isGranted(ResultSet rows) throws SQLException {
        return rows.next() && rows.getBoolean("granted");
    }
}
