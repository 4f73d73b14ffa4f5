package io.hookward.jdbc;

import static java.util.Objects.requireNonNull;

import io.hookward.DeliveryClaim;
import io.hookward.claim.DeliveryStoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * Handles deliveries in transactions of the application, so that what a handler changes in the database and the mark that
 * the delivery is done are committed together: after a crash there are both or neither. A handler whose claim was lost
 * meanwhile is rolled back, so of several owners one has an effect. What a handler does outside this database, it may do
 * more than once.
 *
 * <p>Its claim is taken before, and is in flight for others while the handler works, which holds one connection. From the
 * mark to the commit, a duplicate waits for the commit; past the store's {@linkplain JdbcDeliveryStore.Builder#timeout timeout}
 * its claim fails, and the sender is told to try again.
 *
 * <p>Safe for use by many threads.
 */
public final class DeliveryTransaction {

    private final DataSource dataSource;
    private final JdbcDeliveryStore store;

    private DeliveryTransaction(DataSource dataSource, JdbcDeliveryStore store) {
        this.dataSource = dataSource;
        this.store = store;
    }

    /**
     * Transactions on connections of a data source.
     *
     * @param dataSource leads to the database that the store's table is in
     * @param store the store that the claims are from
     * @return what runs handlers
     */
    public static DeliveryTransaction on(DataSource dataSource, JdbcDeliveryStore store) {
        return new DeliveryTransaction(requireNonNull(dataSource, "dataSource"), requireNonNull(store, "store"));
    }

    /**
     * What the application does.
     *
     * @param <X> what it throws
     */
    public interface Handler<X extends Exception> {

        /**
         * Handles the delivery.
         *
         * @param transaction to work with; neither to be committed, nor rolled back, nor closed
         * @throws X if the delivery could not be handled; then nothing stays of it
         */
        void handle(Connection transaction) throws X;
    }

    /**
     * Runs the handler, marks the delivery as done, and commits both.
     *
     * @param claim of a delivery that a receiver with this very store admitted, open; after a failure it is still open, and can be released
     * @param handler what to do
     * @param <X> what the handler throws
     * @return whether it was committed; if not, the claim had ended before, and the handler did not run, or what it did was
     *     rolled back
     * @throws X from the handler; then everything was rolled back
     * @throws IllegalStateException if the receiver does not call the store on this thread, as through a
     *     {@code BoundedDeliveryStore}; the handler has not run
     * @throws DeliveryStoreException if the database fails; if it did so during the commit, the delivery may be done
     */
    public <X extends Exception> boolean handle(DeliveryClaim claim, Handler<X> handler) throws X {
        List<Runnable> afterCommit = new ArrayList<>();
        boolean committed;
        try (Connection connection = dataSource.getConnection();
                Transaction transaction = new Transaction(connection)) {
            boolean held = store.isHeldWithin(connection, claim);
            if (held) {
                handler.handle(connection);
            }
            // Also tells of a loss
            boolean marked = store.within(connection, () -> claim.complete(afterCommit::add));
            committed = held && marked;
            if (committed) {
                transaction.commit();
            }
        } catch (SQLException e) {
            throw new DeliveryStoreException("the transaction of a delivery failed: " + e.getMessage(), e);
        }
        afterCommit.forEach(Runnable::run);
        return committed;
    }

    /** Undoes what was not committed, and puts back what was found. */
    private static final class Transaction implements AutoCloseable {
        private final Connection connection;
        private final boolean autoCommit;

        Transaction(Connection connection) throws SQLException {
            this.connection = connection;
            autoCommit = connection.getAutoCommit();
            connection.setAutoCommit(false);
        }

        void commit() throws SQLException {
            connection.commit();
        }

        @Override
        public void close() throws SQLException {
            connection.rollback();
            connection.setAutoCommit(autoCommit);
        }
    }
}
