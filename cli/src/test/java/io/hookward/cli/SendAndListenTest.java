package io.hookward.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.hookward.cli.FlawedReceiver.Flaw;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sending to receivers, and receiving what is sent. */
class SendAndListenTest {
    @TempDir
    private Path folder;

    private Path scheme;

    @BeforeEach
    void scheme() throws Exception {
        scheme = Files.writeString(folder.resolve("acme.json"), FlawedReceiver.SCHEME);
    }

    private Ran send(String url, String... more) {
        String[] command = {"send", url, "--scheme", scheme.toString(), "--secret-env", "SECRET"};
        String[] all = java.util.Arrays.copyOf(command, command.length + more.length);
        System.arraycopy(more, 0, all, command.length, more.length);
        return Ran.of(all);
    }

    @Test
    @DisplayName("a right delivery is answered with 2xx, and each wrong one with 4xx")
    void kinds() throws Exception {
        try (FlawedReceiver receiver = new FlawedReceiver(Flaw.NONE)) {
            assertThat(send(receiver.url("/hook")).exits(0).out()).startsWith("← 200 ");
            for (String fault : List.of("--unsigned", "--tampered", "--stale", "--future", "--wrong-secret")) {
                assertThat(send(receiver.url("/hook"), fault).exits(0).out())
                        .as(fault)
                        .startsWith("← 401 ");
            }
            assertThat(send(receiver.url("/hook"), "--old-secret", "OTHER")
                            .exits(1)
                            .out())
                    .startsWith("← 401 ");
            assertThat(send(receiver.url("/hook"), "--stale", "--future")
                            .exits(2)
                            .err())
                    .contains("mutually exclusive");
        }
        try (FlawedReceiver receiver = new FlawedReceiver(Flaw.STALE_ACCEPTED)) {
            assertThat(send(receiver.url("/hook"), "--stale").exits(1).out()).startsWith("← 200 ");
        }
        assertThat(send("http://127.0.0.1:1/").exits(1).out()).contains("no answer (ConnectException)");
        assertThat(send("nonsense").exits(2).err()).contains("no URL");
    }

    @Test
    @DisplayName("repetitions are the same delivery, in turn and together")
    void repeated() throws Exception {
        try (FlawedReceiver receiver = new FlawedReceiver(Flaw.NONE)) {
            assertThat(send(receiver.url("/hook"), "--repeat", "3")
                            .exits(0)
                            .out()
                            .lines())
                    .hasSize(3);
            assertThat(send(receiver.url("/hook"), "--repeat", "4", "--parallel", "--json")
                            .json()
                            .size())
                    .isEqualTo(4);
        }
    }

    @Test
    @DisplayName("retries go on until the receiver answers with 2xx")
    void retries() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        HttpServer server =
                server(exchangeStatus -> calls.incrementAndGet() < 3 ? 503 : 200, new ConcurrentLinkedQueue<>());
        try {
            Ran ran = Ran.of("send", url(server), "-p", "slack", "--secret-env", "SECRET", "--retry-like-provider");

            assertThat(ran.exits(0).out().lines()).hasSize(3);
            assertThat(ran.out()).contains("after 1 min: 200");
            assertThat(ran.err()).contains("Slack repeats at once, after 1 minute and after 5 minutes");
        } finally {
            server.stop(0);
        }
    }

    @Test
    @DisplayName("all samples go to a receiver with one command")
    void triggerAll() throws Exception {
        HttpServer server = server(body -> 200, new ConcurrentLinkedQueue<>());
        try {
            Ran ran = Ran.of("trigger", "--all", url(server) + "{provider}", "--demo-secret", "--json");

            assertThat(ran.exits(0).json().size()).isGreaterThanOrEqualTo(100);
        } finally {
            server.stop(0);
        }
    }

    @Test
    @DisplayName("listen verifies, forwards bytes and headers unchanged, and keeps what was received")
    void listen() throws Exception {
        Queue<Map.Entry<Map<String, List<String>>, byte[]>> forwarded = new ConcurrentLinkedQueue<>();
        HttpServer application = server(body -> 202, forwarded);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Path history = folder.resolve("history");
        try {
            CompletableFuture<Integer> listening = CompletableFuture.supplyAsync(() -> Main.run(
                    new PrintStream(out, true, StandardCharsets.UTF_8),
                    new PrintStream(err, true, StandardCharsets.UTF_8),
                    new ByteArrayInputStream(new byte[0]),
                    Ran.ENVIRONMENT,
                    "listen",
                    "--port",
                    "0",
                    "--forward",
                    url(application),
                    "-p",
                    "github",
                    "--secret-env",
                    "SECRET",
                    "--history",
                    history.toString(),
                    "--keep",
                    "2",
                    "--count",
                    "3"));
            String target = listeningAt(err);
            Path body = Files.writeString(folder.resolve("odd.json"), "{ \"b\" : 1,\r\n\"a\":\"\u00eb\"}\n");
            String[] send = {
                "send",
                target,
                body.toString(),
                "-p",
                "github",
                "--secret-env",
                "SECRET",
                "--event",
                "push",
                "--id",
                "72d3-1",
                "-H",
                "Authorization: Bearer of-a-gateway"
            };

            Ran.of(send).exits(0);
            Ran.of(send).exits(0);
            Ran.with(
                            Map.of("WRONG", "none of the secrets here"),
                            "",
                            "send",
                            target,
                            "-p",
                            "github",
                            "--secret-env",
                            "WRONG")
                    .exits(0);

            assertThat(listening.get(20, TimeUnit.SECONDS)).isZero();
            var first = forwarded.poll();
            assertThat(first.getValue()).isEqualTo(Files.readAllBytes(body));
            assertThat(first.getKey())
                    .containsEntry("X-github-delivery", List.of("72d3-1"))
                    .containsKey("X-hub-signature-256");
            assertThat(out.toString(StandardCharsets.UTF_8))
                    .contains("→ push 72d3-1  #1")
                    .contains("← 202 ")
                    .contains("→ refused signature_mismatch  #3");
            assertThat(Ran.of("history", "list", "--history", history.toString())
                            .exits(0)
                            .out()
                            .lines())
                    .hasSize(2);
            assertThat(Ran.of("history", "show", "2", "--history", history.toString())
                            .exits(0)
                            .out())
                    .containsIgnoringCase("X-Hub-Signature-256: sha256=")
                    .containsIgnoringCase("Authorization: (not shown")
                    .doesNotContain("of-a-gateway")
                    .contains("\\r\\n");
            assertThat(Ran.of("history", "resend", "2", url(application), "--history", history.toString())
                            .exits(0)
                            .out())
                    .contains("202");
            assertThat(Ran.of(
                                    "history",
                                    "explain",
                                    "3",
                                    "-p",
                                    "github",
                                    "--secret-env",
                                    "SECRET",
                                    "--history",
                                    history.toString())
                            .exits(1)
                            .out())
                    .contains("No cause was proved");
            assertThat(Ran.of("history", "show", "1", "--history", history.toString())
                            .exits(1)
                            .err())
                    .contains("no request 1");
        } finally {
            application.stop(0);
        }
    }

    private static String listeningAt(ByteArrayOutputStream err) {
        Pattern line = Pattern.compile("Listening on (http://[^ ]+)");
        await().until(() -> line.matcher(err.toString(StandardCharsets.UTF_8)).find());
        Matcher found = line.matcher(err.toString(StandardCharsets.UTF_8));
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    private static HttpServer server(
            java.util.function.ToIntFunction<byte[]> status,
            Queue<Map.Entry<Map<String, List<String>>, byte[]>> received)
            throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            received.add(Map.entry(Map.copyOf(exchange.getRequestHeaders()), body));
            exchange.sendResponseHeaders(status.applyAsInt(body), -1);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static String url(HttpServer server) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }
}
