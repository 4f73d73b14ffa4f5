package io.hookward.jdbc;

import io.hookward.claim.Claim;
import io.hookward.claim.ClaimEntry;
import io.hookward.claim.ClaimToken;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a store does with the keys of a delivery, on a connection that it is given. */
interface ClaimStatements {

    /** Whether a call with so many keys is one step by itself, so that it needs no transaction around it. */
    boolean isOneStep(int keys);

    /**
     * Takes all keys. Unless the answer is {@link Claim.Won}, whoever began a transaction has to roll it back.
     *
     * @return null if the keys changed meanwhile in a way that leaves no answer: ask again
     */
    @Nullable
    Claim claim(Connection connection, List<ClaimEntry> entries, ClaimToken token, long lease) throws SQLException;

    /** Unless the answer is true, whoever began a transaction has to roll it back. */
    boolean renew(Connection connection, List<ClaimEntry> entries, ClaimToken token, long lease) throws SQLException;

    /** Unless the answer is true, whoever began a transaction has to roll it back. */
    boolean complete(Connection connection, List<ClaimEntry> entries, ClaimToken token) throws SQLException;

    /** Unless the answer is true, whoever began a transaction has to roll it back. */
    boolean release(Connection connection, List<ClaimEntry> entries, ClaimToken token) throws SQLException;

    /**
     * The answer to a claim after which the rows are these, in the order of the entries, null where there is none.
     *
     * @return null if a key is neither the caller's nor in its way
     */
    static @Nullable Claim answer(List<ClaimEntry> entries, List<@Nullable ClaimRow> rows, ClaimToken token) {
        boolean all = true;
        for (int i = 0; i < entries.size(); i++) {
            ClaimRow row = rows.get(i);
            if (row != null && row.isHeldBy(token)) {
                continue;
            }
            if (row != null && row.isLive()) {
                return row.blocks(entries.get(i));
            }
            all = false;
        }
        return all ? new Claim.Won() : null;
    }
}
