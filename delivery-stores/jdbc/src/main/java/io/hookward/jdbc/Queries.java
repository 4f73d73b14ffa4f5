package io.hookward.jdbc;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The queries of one database, each with a bound on its time that the server keeps where it can. */
record Queries(Database database, TableName table) {

    private static final int MILLIS_PER_SECOND = 1_000;

    /**
     * A file of statements as one query.
     *
     * @param limit how long it may take
     */
    Query query(String name, Duration limit) {
        List<String> statements = new ArrayList<>();
        for (String statement : SqlFiles.statements(database.statements() + "/" + name + ".sql", table)) {
            statements.add(
                    database == Database.MARIADB
                            ? "SET STATEMENT max_statement_time=" + seconds(limit) + " FOR " + statement
                            : statement);
        }
        if (database == Database.POSTGRESQL) {
            // In the same round trip, and over with the transaction
            String prelude = SqlFiles.statements(database.statements() + "/prelude.sql", table)
                    .get(0);
            statements.add(0, prelude.replace(":timeout", "'" + limit.toMillis() + "'"));
        }
        return Query.of(statements, database == Database.MYSQL ? wholeSeconds(limit) : 0);
    }

    /** A file of one statement, without any bound. */
    Query plain(String name) {
        return Query.of(SqlFiles.statements(database.statements() + "/" + name + ".sql", table), 0);
    }

    private static String seconds(Duration limit) {
        return limit.toMillis() / MILLIS_PER_SECOND + String.format(Locale.ROOT, ".%03d", limit.toMillisPart());
    }

    private static int wholeSeconds(Duration limit) {
        return Math.toIntExact(limit.plusMillis(MILLIS_PER_SECOND - 1).toSeconds());
    }
}
