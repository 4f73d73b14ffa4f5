package io.hookward.spring.stores;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A data source that can fail, as that of a database which is down. */
final class SwitchedDataSource extends DelegatingDataSource {
    private volatile boolean working = true;

    SwitchedDataSource(DataSource target) {
        super(target);
    }

    static DataSource broken() {
        return new DriverManagerDataSource("jdbc:none");
    }

    void fail() {
        working = false;
    }

    void work() {
        working = true;
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (!working) {
            throw new SQLException("the database is down", "08001");
        }
        return super.getConnection();
    }
}
