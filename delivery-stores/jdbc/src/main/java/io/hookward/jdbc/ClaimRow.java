package io.hookward.jdbc;

import io.hookward.claim.Claim;
import io.hookward.claim.ClaimEntry;
import io.hookward.claim.ClaimState;
import io.hookward.claim.ClaimToken;
import io.hookward.claim.DeliveryStoreException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of the table.
 *
 * @param key the text of its key
 * @param microsLeft until it expires, by the database's clock; not positive if it has
 */
record ClaimRow(String key, ClaimToken token, boolean done, long fingerprint, long microsLeft) {

    static List<ClaimRow> all(ResultSet rows) throws SQLException {
        List<ClaimRow> all = new ArrayList<>();
        while (rows.next()) {
            all.add(new ClaimRow(
                    rows.getString("claim_key"),
                    token(rows.getString("token")),
                    rows.getBoolean("done"),
                    rows.getLong("fingerprint"),
                    rows.getLong("micros_left")));
        }
        return all;
    }

    /**
     * The row with exactly this key, or null.
     *
     * @throws DeliveryStoreException if the database takes another key for this one
     */
    static @Nullable ClaimRow only(List<ClaimRow> rows, String key) {
        if (rows.isEmpty()) {
            return null;
        }
        if (rows.size() > 1 || !rows.get(0).key().equals(key)) {
            throw new DeliveryStoreException("the table of claims takes the key "
                    + rows.get(0).key() + " for " + key + ": create it as the file for this database says");
        }
        return rows.get(0);
    }

    boolean isLive() {
        return microsLeft > 0;
    }

    boolean isHeldBy(ClaimToken owner) {
        return !done && token.equals(owner);
    }

    Claim.Blocked blocks(ClaimEntry entry) {
        boolean sameContent = fingerprint == entry.fingerprint();
        return done ? new Claim.Done(entry.key(), sameContent) : new Claim.InFlight(entry.key(), left(), sameContent);
    }

    ClaimState state() {
        return done ? new ClaimState.Done(left()) : new ClaimState.InFlight(token, left());
    }

    private Duration left() {
        return Micros.left(microsLeft);
    }

    private static ClaimToken token(String text) {
        try {
            return ClaimToken.parse(text);
        } catch (IllegalArgumentException e) {
            throw new DeliveryStoreException("the table of claims holds a row that this store did not write", e);
        }
    }
}
