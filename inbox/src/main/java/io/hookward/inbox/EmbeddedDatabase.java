package io.hookward.inbox;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;

/**
 * An H2 database in a file, opened by this process alone. A commit is on the disk when {@link #sync} has returned, whoever dies
 * then.
 */
final class EmbeddedDatabase implements AutoCloseable {
    private static final int CONNECTIONS = 32;

    private final JdbcConnectionPool pool;
    private final ReentrantLock syncing = new ReentrantLock();
    private final AtomicLong begun = new AtomicLong();
    private long done;

    /**
     * Opens the file, or makes it.
     *
     * @throws InboxException if the file is in use, or is no database
     * @throws IllegalArgumentException if its name has a semicolon, which would begin a setting
     */
    EmbeddedDatabase(Path file) {
        if (file.toString().contains(";")) {
            throw new IllegalArgumentException("a semicolon in the path of the inbox would end it: " + file);
        }
        // Written at each commit, and closed by nobody but us
        String url = "jdbc:h2:file:" + file.toAbsolutePath() + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;DB_CLOSE_DELAY=-1"
                + ";QUERY_CACHE_SIZE=64";
        this.pool = JdbcConnectionPool.create(url, "hookward", "");
        pool.setMaxConnections(CONNECTIONS);
        pool.setLoginTimeout(5);
        try (Connection connection = pool.getConnection()) {
            connection.getMetaData();
        } catch (SQLException failed) {
            throw InboxDatabase.failure(failed);
        }
    }

    DataSource source() {
        return pool;
    }

    /** Has the disk write what was committed. Those who wait for one another share a write. */
    void sync() {
        long mine = begun.get();
        syncing.lock();
        try {
            if (done > mine) {
                // It began after our commit
                return;
            }
            long number = begun.incrementAndGet();
            try (Connection connection = pool.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("CHECKPOINT SYNC");
            }
            done = number;
        } catch (SQLException failed) {
            throw InboxDatabase.failure(failed);
        } finally {
            syncing.unlock();
        }
    }

    @Override
    public void close() {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SHUTDOWN");
        } catch (SQLException closing) {
            // What was committed is in the file, and is found when it is opened again
        } finally {
            pool.dispose();
        }
    }
}
