package io.hookward.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.SQLExceptionOverride;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.h2.tools.Server;

/** The databases that the store is tested on. */
enum TestDatabase {
    POSTGRESQL(Database.POSTGRESQL) {
        @Override
        int port() {
            return Servers.postgres().port();
        }

        @Override
        String url(int port) {
            return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=postgres&connectTimeout=5";
        }
    },
    MARIADB(Database.MARIADB) {
        @Override
        int port() {
            return Servers.mariaDb().port();
        }

        @Override
        String url(int port) {
            return "jdbc:mariadb://127.0.0.1:" + port
                    + "/test?user=root&createDatabaseIfNotExist=true&connectTimeout=5000";
        }
    },
    /** No server of MySQL can be had from Maven, so its statements and its driver run against MariaDB. */
    MYSQL(Database.MYSQL) {
        @Override
        int port() {
            return Servers.mariaDb().port();
        }

        @Override
        String url(int port) {
            return "jdbc:mysql://127.0.0.1:" + port
                    + "/test?user=root&createDatabaseIfNotExist=true&useSSL=false&allowPublicKeyRetrieval=true";
        }
    },
    H2(Database.H2) {
        @Override
        int port() {
            return H2Server.PORT;
        }

        @Override
        String url(int port) {
            return "jdbc:h2:tcp://127.0.0.1:" + port + "/./claims;USER=sa;DB_CLOSE_DELAY=-1";
        }

        @Override
        String url() {
            return "jdbc:h2:file:" + H2Server.DIRECTORY.resolve("claims") + ";USER=sa;DB_CLOSE_DELAY=-1";
        }
    };

    private static final AtomicInteger TABLES = new AtomicInteger();

    private final Database statements;

    TestDatabase(Database statements) {
        this.statements = statements;
    }

    abstract int port();

    abstract String url(int port);

    String url() {
        return url(port());
    }

    /** A pool whose connections are not asked whether they are alive while they are young. */
    HikariDataSource pool(int size) {
        return pool(size, url());
    }

    HikariDataSource pool(int size, String url) {
        return new HikariDataSource(config(size, url));
    }

    HikariConfig config(int size, String url) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(5_000);
        config.setInitializationFailTimeout(-1);
        if (this == H2) {
            config.setExceptionOverrideClassName(EvictClosed.class.getName());
        }
        return config;
    }

    /** A store in a table of its own. */
    JdbcDeliveryStore.Builder store(DataSource dataSource) {
        return JdbcDeliveryStore.builder(dataSource)
                .database(statements)
                .table(newTable())
                .createTable();
    }

    static String newTable() {
        return "claims_" + TABLES.incrementAndGet();
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(url());
    }

    void execute(String... statements) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    Object ask(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getObject(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether a server of its own process answers, which can be killed. */
    boolean hasProcess() {
        return this != H2;
    }

    Servers.Server server() {
        return this == POSTGRESQL ? Servers.postgres() : Servers.mariaDb();
    }

    private static final class H2Server {
        static final Path DIRECTORY =
                Path.of("target", "h2-" + ProcessHandle.current().pid()).toAbsolutePath();
        static final int PORT = start();

        private static int start() {
            try {
                return Server.createTcpServer(
                                "-tcpPort", "0", "-tcpDaemon", "-ifNotExists", "-baseDir", DIRECTORY.toString())
                        .start()
                        .getPort();
            } catch (SQLException e) {
                throw new IllegalStateException("H2 does not start", e);
            }
        }
    }

    /** HikariCP does not know the codes of H2, and would hand out a lost connection for ever. */
    public static final class EvictClosed implements SQLExceptionOverride {
        @java.lang.Override
        public Override adjudicate(SQLException failure) {
            return Failure.of(failure) == Failure.CONNECTION_LOST
                    ? SQLExceptionOverride.Override.MUST_EVICT
                    : SQLExceptionOverride.Override.CONTINUE_EVICT;
        }
    }
}
