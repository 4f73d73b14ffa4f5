package io.hookward.redis;

import static org.awaitility.Awaitility.await;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** A real Redis server as a child process, on a free port of 127.0.0.1, which ends with this JVM at the latest. */
final class RedisProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final RedisClient ADMIN = RedisClient.create();
    private static final Set<RedisProcess> ALL = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> ALL.forEach(each -> each.process.destroyForcibly())));
    }

    private final List<String> command = new ArrayList<>();
    private final int port;
    private final Path directory;
    private Process process;
    private StatefulRedisConnection<String, String> admin;

    private RedisProcess(int port, Path executable, String... arguments) {
        this.port = port;
        try {
            directory = Files.createTempDirectory("hookward-redis");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        command.add(executable.toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("--port", Integer.toString(port), "--bind", "127.0.0.1"));
        command.addAll(List.of("--dir", directory.toString()));
        ALL.add(this);
        start();
    }

    static RedisProcess start(Path executable, String... options) {
        // A replica gets its first copy at once, and not after five seconds
        return new RedisProcess(
                freePort(), executable, concat(options, "--save", "", "--repl-diskless-sync-delay", "0"));
    }

    /** Runs Sentinel, which wants its configuration in a file that it may write. */
    static RedisProcess startSentinel(Path executable, String... lines) throws IOException {
        Path file = Files.createTempFile("hookward-sentinel", ".conf");
        Files.write(file, List.of(lines));
        return new RedisProcess(freePort(), executable, file.toString(), "--sentinel");
    }

    private static String[] concat(String[] options, String... more) {
        return Stream.concat(Arrays.stream(options), Arrays.stream(more)).toArray(String[]::new);
    }

    int port() {
        return port;
    }

    String url() {
        return "redis://127.0.0.1:" + port;
    }

    /** For what a test wants of the server itself. */
    RedisCommands<String, String> admin() {
        if (admin == null) {
            admin = ADMIN.connect(RedisURI.create(url()));
        }
        return admin.sync();
    }

    /** Makes a user, who may do what the rules say. */
    void user(String name, String password, String rules) {
        CommandArgs<String, String> args = new CommandArgs<>(StringCodec.UTF8)
                .add("SETUSER")
                .add(name)
                .add("on")
                .add(">" + password);
        for (String each : rules.trim().split(" ")) {
            args.add(each);
        }
        admin().dispatch(CommandType.ACL, new StatusOutput<>(StringCodec.UTF8), args);
    }

    String info(String field) {
        return admin().info()
                .lines()
                .filter(line -> line.startsWith(field + ":"))
                .map(line -> line.substring(field.length() + 1))
                .findFirst()
                .orElseThrow();
    }

    /** Without a chance to say or write anything. */
    void kill() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Starts a server again that was killed, on its port and with what it has on disk. */
    void start() {
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("log").toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        await("Redis on port " + port).atMost(PATIENCE).until(this::answers);
    }

    /** The process lives, its connections stand, and nothing happens. */
    void freeze() {
        signal("STOP");
    }

    void thaw() {
        signal("CONT");
    }

    @Override
    public void close() {
        if (admin != null) {
            admin.close();
        }
        kill();
        ALL.remove(this);
    }

    private void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean answers() {
        if (!process.isAlive()) {
            throw new IllegalStateException("Redis has ended: see " + directory.resolve("log"));
        }
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
            socket.setSoTimeout(1_000);
            socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readNBytes(5), StandardCharsets.US_ASCII);
            return answer.startsWith("+PONG") || answer.startsWith("-NOAU");
        } catch (IOException notYet) {
            return false;
        }
    }

    /** One for which the port of the cluster's bus, 10,000 above, exists and is free too. */
    static int freePort() {
        while (true) {
            try (ServerSocket one = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                if (one.getLocalPort() < 55_000) {
                    try (var other = new ServerSocket(one.getLocalPort() + 10_000)) {
                        return one.getLocalPort();
                    }
                }
            } catch (IOException taken) {
                continue;
            }
        }
    }
}
