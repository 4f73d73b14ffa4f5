package io.hookward.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What is done with a connection. */
interface Work<T> {

    /**
     * Does it.
     *
     * @return null if there is no answer yet: ask again
     */
    @Nullable
    T run(Connection connection) throws SQLException;
}
