package io.hookward.inbox;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.OptionalLong;

/** One run of the handler for one delivery. For the handler's thread and those it starts, while it runs. */
public interface Attempt {
    /** The number of the delivery's row in the inbox. */
    long row();

    /** Which attempt it is, counted from 1 and over all retries. */
    int number();

    /** The row that this one repeats, because a person wanted it; empty for a delivery that came from the provider. */
    OptionalLong replayOf();

    /** Whether a person wanted the delivery handled again. */
    default boolean isReplay() {
        return replayOf().isPresent();
    }

    /**
     * Whether this process still has the delivery: if not, somebody else may be handling it, and the work should stop. The
     * handler is interrupted, too.
     */
    boolean isHeld();

    /**
     * Does work in a transaction of the inbox's database, which also ends the delivery as delivered: both happen, or
     * neither does. After it the handler should return.
     *
     * @param work what belongs together with the end of the delivery; it neither commits nor closes the connection
     * @throws LostException if somebody else has the delivery: nothing was changed
     * @throws SQLException if the work or the database failed: nothing was changed, unless the answer to the commit was lost
     * @throws Exception what the work threw: nothing was changed
     */
    void inTransaction(TransactionWork work) throws Exception;

    /**
     * Ends the delivery as delivered within a transaction of the caller's, on a connection to the inbox's database. Unless
     * that commits before the handler returns, the attempt has failed.
     *
     * @param connection the connection that the transaction is on, without auto-commit
     * @throws LostException if somebody else has the delivery: roll back
     * @throws SQLException if the database failed: roll back
     */
    void completeIn(Connection connection) throws SQLException;

    /** Work that belongs together with the end of a delivery. */
    @FunctionalInterface
    interface TransactionWork {
        /** Does it, on this connection. */
        void in(Connection connection) throws Exception;
    }

    /** The delivery is no longer this process's: its lease was over, and somebody took it. */
    final class LostException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        LostException() {
            super("the lease of the delivery is over, and somebody else has it");
        }
    }
}
