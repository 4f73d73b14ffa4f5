package io.hookward.jdbc;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;

/** A data source that lets a test see and disturb what is done with its connections. */
abstract class WatchedDataSource {

    private final DataSource dataSource;

    WatchedDataSource(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** A connection is about to be given out. */
    void borrowed(Connection connection) throws SQLException {}

    /** What is prepared in place of the SQL. */
    String prepared(String sql) {
        return sql;
    }

    /** A prepared statement is about to be executed. */
    void executing(String sql) throws SQLException {}

    /** A prepared statement was executed. */
    void executed(String sql) throws SQLException {}

    final DataSource asDataSource() {
        return proxy(DataSource.class, (self, method, arguments) -> {
            Object result = call(dataSource, method, arguments);
            if (result instanceof Connection connection) {
                borrowed(connection);
                return watched(connection);
            }
            return result;
        });
    }

    private Connection watched(Connection connection) {
        return proxy(Connection.class, (self, method, arguments) -> {
            if (method.getName().equals("prepareStatement") && arguments.length == 1) {
                String sql = (String) arguments[0];
                return watched(connection.prepareStatement(prepared(sql)), sql);
            }
            return call(connection, method, arguments);
        });
    }

    private PreparedStatement watched(PreparedStatement statement, String sql) {
        return proxy(PreparedStatement.class, (self, method, arguments) -> {
            if (!method.getName().equals("execute")) {
                return call(statement, method, arguments);
            }
            executing(sql);
            Object result = call(statement, method, arguments);
            executed(sql);
            return result;
        });
    }

    private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(
                Proxy.newProxyInstance(WatchedDataSource.class.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
