package io.hookward.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process under load is killed, again and again. Two rounds in a build; {@code -Dinbox.kills=100} makes as many, and
 * docs/inbox.md says how it is run.
 */
@DisplayName("A process that is killed")
class KillTest {
    private static final int ROUNDS = Integer.getInteger("inbox.kills", 2);
    private static final int MOST_LINES = 200;

    @Test
    @DisplayName("loses nothing that it acknowledged, and does nothing twice that belongs to the end of a row: embedded"
            + " file")
    void embedded(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("inbox");
        String url = "jdbc:h2:file:" + file;
        TestDatabase.execute(url + ";USER=hookward", "CREATE TABLE effects (id varchar(100))");
        killed("file:" + file, url + ";USER=hookward");
    }

    @Test
    @DisplayName(
            "loses nothing that it acknowledged, and does nothing twice that belongs to the end of a row: PostgreSQL")
    void postgresql() throws Exception {
        String url = TestDatabase.POSTGRESQL.newUrl();
        TestDatabase.execute(url, "CREATE TABLE effects (id varchar(100))");
        try (var pool = TestDatabase.pool(url, 2)) {
            InboxDatabase.of(pool).createTables();
        }
        killed(url, url);
    }

    private static void killed(String target, String url) throws Exception {
        Set<String> acknowledged = new HashSet<>();
        for (int round = 0; round < ROUNDS; round++) {
            acknowledged.addAll(killedOnce(target, round));
        }
        assertThat(acknowledged).hasSizeGreaterThan(ROUNDS * 10);
        // The last one works through what the others left
        Process last = start(target, KillWorker.DRAIN);
        try {
            assertThat(last.waitFor(60 + 30L * ROUNDS, TimeUnit.SECONDS)).isTrue();
            assertThat(last.exitValue()).isZero();
        } finally {
            last.destroyForcibly();
        }
        List<String> effects = effects(url);
        assertThat(effects).doesNotHaveDuplicates();
        assertThat(effects).containsAll(acknowledged);
    }

    private static List<String> killedOnce(String target, int round) throws Exception {
        Process process = start(target, "r" + round + "-");
        List<String> acknowledged = new ArrayList<>();
        try (BufferedReader lines = lines(process)) {
            int most = MOST_LINES / 2 + (int) (Math.random() * MOST_LINES / 2);
            String line = lines.readLine();
            while (line != null) {
                acknowledged.add(line);
                if (acknowledged.size() == most) {
                    // SIGKILL, by way of the handle, which leaves the pipe open: what it holds was acknowledged too
                    process.toHandle().destroyForcibly();
                }
                line = lines.readLine();
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        return acknowledged;
    }

    private static Process start(String target, String prefix) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KillWorker.class.getName(),
                        target,
                        prefix)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static BufferedReader lines(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    private static List<String> effects(String url) {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT id FROM effects")) {
            List<String> ids = new ArrayList<>();
            while (rows.next()) {
                ids.add(rows.getString(1));
            }
            return ids;
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
