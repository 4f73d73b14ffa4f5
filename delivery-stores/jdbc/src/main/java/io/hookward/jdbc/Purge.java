package io.hookward.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Removes rows whose time is over: in one statement, or where that cannot pass over locked rows, in two. */
final class Purge {

    private final Query remove;
    private final @Nullable Query pick;

    Purge(Queries queries, Duration limit) {
        boolean inTwo = queries.database() == Database.MARIADB || queries.database() == Database.MYSQL;
        remove = queries.query("purge", limit);
        pick = inTwo ? queries.query("pick", limit) : null;
    }

    boolean isOneStep() {
        return pick == null;
    }

    /** Returns how many it removed. */
    int run(Connection connection, int atMost) throws SQLException {
        Map<String, Integer> bound = Map.of("at_most", atMost);
        if (pick == null) {
            return remove.update(connection, bound);
        }
        List<String> keys = pick.ask(connection, bound, rows -> {
            List<String> all = new ArrayList<>();
            while (rows.next()) {
                all.add(rows.getString("claim_key"));
            }
            return all;
        });
        if (keys.isEmpty()) {
            return 0;
        }
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < keys.size(); i++) {
            values.put("keys" + i, keys.get(i));
        }
        return remove.listing(keys.size()).update(connection, values);
    }
}
