package io.hookward.inbox;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A real data source that can be cut off, or made to fail the next statement of a kind; and that counts. */
final class FaultySource implements DataSource {
    private final DataSource real;
    private final Map<String, SQLException> faults = new ConcurrentHashMap<>();
    final AtomicInteger statements = new AtomicInteger();
    volatile boolean cutOff;

    FaultySource(DataSource real) {
        this.real = real;
    }

    /** The next statement in which this stands fails once, before it is run. */
    void failNext(String part, SQLException fault) {
        faults.put(part, fault);
    }

    boolean hasFailed() {
        return faults.isEmpty();
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (cutOff) {
            throw new SQLTransientConnectionException("cut off", "08001");
        }
        Connection connection = real.getConnection();
        return (Connection) Proxy.newProxyInstance(
                FaultySource.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, args) -> {
                    if (method.getName().equals("prepareStatement")) {
                        statements.incrementAndGet();
                        failIfWanted((String) args[0]);
                    }
                    if (cutOff && method.getName().equals("commit")) {
                        throw new SQLTransientConnectionException("cut off", "08006");
                    }
                    try {
                        return method.invoke(connection, args);
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    }
                });
    }

    private void failIfWanted(String sql) throws SQLException {
        for (String part : faults.keySet()) {
            if (sql.contains(part)) {
                SQLException fault = faults.remove(part);
                if (fault != null) {
                    throw fault;
                }
            }
        }
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return getConnection();
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter out) {}

    @Override
    public void setLoginTimeout(int seconds) {}

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getGlobal();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("wraps nothing");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
