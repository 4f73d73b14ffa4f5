package io.hookward.spring.autoconfigure;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.util.ClassUtils;

/** How many connections a pool has. */
final class PoolSize {
    private static final boolean HIKARI =
            ClassUtils.isPresent("com.zaxxer.hikari.HikariDataSource", PoolSize.class.getClassLoader());

    private PoolSize() {}

    /** 0 if the data source is no pool that is known. */
    static int of(DataSource dataSource) {
        return HIKARI ? Hikari.size(dataSource) : 0;
    }

    private static final class Hikari {
        private static int size(DataSource dataSource) {
            try {
                return dataSource.isWrapperFor(HikariDataSource.class)
                        ? dataSource.unwrap(HikariDataSource.class).getMaximumPoolSize()
                        : 0;
            } catch (SQLException noWrapper) {
                return 0;
            }
        }
    }
}
