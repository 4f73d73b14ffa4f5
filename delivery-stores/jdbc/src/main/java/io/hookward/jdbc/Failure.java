package io.hookward.jdbc;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a failed statement says about what to do next. */
enum Failure {
    /** Others were in the way: a deadlock, or changes that cannot be put in one order. Nothing was changed. */
    CONFLICT,
    /** The connection is of no use any more, and the statement may or may not have been applied. */
    CONNECTION_LOST,
    /** The server takes no writes, like one that was the primary before a failover. */
    READ_ONLY,
    /** Anything else, a time-out included. */
    OTHER;

    private static final String CONNECTION = "08";
    private static final String ROLLBACK = "40";
    private static final String SHUTDOWN = "57P0";
    private static final String READ_ONLY_TRANSACTION = "25006";
    private static final String UNIQUE = "23505";

    /** H2: concurrent update. */
    private static final int H2_CONCURRENT = 90131;

    /** H2: connection broken, database closed, closed on shutdown. */
    private static final Set<Integer> H2_LOST = Set.of(90067, 90098, 90121);

    /** H2: database is read only. MariaDB and MySQL: running with --read-only, read only mode. */
    private static final Set<Integer> READ_ONLY_CODES = Set.of(90097, 1290, 1836);

    /** MariaDB and MySQL: deadlock; record has changed since last read. */
    private static final Set<Integer> CONFLICT_CODES = Set.of(1213, 1020, H2_CONCURRENT);

    static Failure of(SQLException failure) {
        int depth = 0;
        for (Throwable each = failure; each != null && depth < 10; each = each.getCause(), depth++) {
            if (each instanceof SQLException cause) {
                Failure kind = kind(cause);
                if (kind != OTHER) {
                    return kind;
                }
            }
        }
        return OTHER;
    }

    private static Failure kind(SQLException failure) {
        int code = failure.getErrorCode();
        if (hasState(failure, ROLLBACK) || hasState(failure, UNIQUE) || CONFLICT_CODES.contains(code)) {
            return CONFLICT;
        }
        if (hasState(failure, READ_ONLY_TRANSACTION) || READ_ONLY_CODES.contains(code)) {
            return READ_ONLY;
        }
        boolean lost = failure instanceof SQLRecoverableException
                || failure instanceof SQLNonTransientConnectionException
                || hasState(failure, CONNECTION)
                || hasState(failure, SHUTDOWN)
                || H2_LOST.contains(code);
        return lost ? CONNECTION_LOST : OTHER;
    }

    private static boolean hasState(SQLException failure, String prefix) {
        @Nullable String state = failure.getSQLState();
        return state != null && state.startsWith(prefix);
    }
}
