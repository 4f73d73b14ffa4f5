package io.hookward.inbox;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The databases that the inbox is tested on: real servers, started once for all tests, with a new database for each. */
enum TestDatabase {
    H2 {
        @Override
        String newUrl() throws Exception {
            return "jdbc:h2:file:" + Files.createTempDirectory("hookward-inbox").resolve("test");
        }
    },
    POSTGRESQL {
        @Override
        String newUrl() throws Exception {
            if (postgres == null) {
                postgres = startPostgres();
            }
            String name = "inbox" + NUMBER.incrementAndGet();
            execute(postgres.getJdbcUrl("postgres", "postgres"), "CREATE DATABASE " + name);
            return postgres.getJdbcUrl("postgres", name);
        }
    },
    MARIADB {
        @Override
        String newUrl() throws Exception {
            if (mariadb == null) {
                mariadb = MariaDbServer.start();
            }
            String name = "inbox" + NUMBER.incrementAndGet();
            String server = "jdbc:mariadb://127.0.0.1:" + mariadb.port() + "/";
            execute(server + "mysql?user=root", "CREATE DATABASE " + name + " COLLATE utf8mb4_general_ci");
            return server + name + "?user=root";
        }
    };

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static @Nullable EmbeddedPostgres postgres;
    private static @Nullable MariaDbServer mariadb;

    abstract String newUrl() throws Exception;

    /** Killed when the tests are done: an orderly end takes half a minute. */
    private static EmbeddedPostgres startPostgres() throws IOException {
        Path data = Files.createTempDirectory("hookward-postgres");
        EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setServerConfig("max_connections", "200")
                .start();
        String pid = Files.readAllLines(data.resolve("postmaster.pid")).get(0);
        ProcessHandle postmaster = ProcessHandle.of(Long.parseLong(pid.strip())).orElseThrow();
        Runtime.getRuntime().addShutdownHook(new Thread(postmaster::destroyForcibly));
        return server;
    }

    /** A pool on a database of its own. */
    HikariDataSource open() throws Exception {
        synchronized (TestDatabase.class) {
            return pool(newUrl(), 40);
        }
    }

    static HikariDataSource pool(String url, int size) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(5_000);
        return new HikariDataSource(config);
    }

    static void execute(String url, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The first column of the first row. */
    static long number(DataSource source, String sql) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    static int change(DataSource source, String sql) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
