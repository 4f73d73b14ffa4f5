package io.hookward.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signing, and verifying what was captured. */
class SignAndVerifyTest {
    private static final String NOW = "2026-03-02T10:30:00Z";
    private static final String BODY = "{\"type\":\"event_callback\",\"event_id\":\"Ev1\",\"n\":1}";

    @TempDir
    private Path folder;

    private Path body;

    @BeforeEach
    void body() throws Exception {
        body = Files.writeString(folder.resolve("body.json"), BODY);
    }

    @Test
    @DisplayName("the signature of GitHub's own documentation comes out")
    void known() throws Exception {
        Path hello = Files.writeString(folder.resolve("hello"), "Hello, World!");

        Ran ran = Ran.with(
                Map.of("S", "It's a Secret to Everybody"),
                "",
                "sign",
                "-p",
                "github",
                "--secret-env",
                "S",
                hello.toString());

        assertThat(ran.exits(0).out())
                .contains(
                        "X-Hub-Signature-256: sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17");
    }

    @Test
    @DisplayName("with time and id given, the same headers come out each time")
    void repeatable() {
        String[] command = {
            "sign", "-p", "standard-webhooks", "--secret-stdin", "--now", NOW, "--id", "msg_1", body.toString()
        };
        String secret = "whsec_" + "YSBzZWNyZXQgdGhhdCBvbmx5IHRlc3RzIGhhdmU=\n";

        Ran first = Ran.with(Map.of(), secret, command).exits(0);

        assertThat(Ran.with(Map.of(), secret, command).out()).isEqualTo(first.out());
        assertThat(first.out())
                .contains("webhook-id: msg_1")
                .contains("webhook-timestamp: 1772447400")
                .contains("v1,");
    }

    @Test
    @DisplayName("the curl command carries the signed headers and the file's bytes")
    void curl() {
        Ran ran = sign("--curl", "http://localhost:8080/hooks").exits(0);

        assertThat(ran.out())
                .startsWith("curl -i -X POST http://localhost:8080/hooks ")
                .contains("-H 'X-Slack-Signature: v0=")
                .contains("--data-binary @" + body);
    }

    private Ran sign(String... more) {
        String[] command = {"sign", "-p", "slack", "--secret-env", "SECRET", "--now", NOW, body.toString()};
        String[] all = Arrays.copyOf(command, command.length + more.length);
        System.arraycopy(more, 0, all, command.length, more.length);
        return Ran.of(all);
    }

    private String rawHttp(String changedBody) {
        return "POST /hooks?x=1 HTTP/1.1\r\nHost: hooks.example.com\r\n"
                + sign().exits(0).out().strip().replace("\n", "\r\n") + "\r\n\r\n" + changedBody;
    }

    @Test
    @DisplayName("a capture in raw HTTP verifies, at the time that is given")
    void raw() throws Exception {
        Path capture = Files.writeString(folder.resolve("capture.http"), rawHttp(BODY));

        assertThat(verify(capture, "--now", NOW).exits(0).out()).contains("Verified");
        assertThat(verify(capture, "--now", "2026-03-02T12:30:00Z").exits(1).out())
                .contains("timestamp_too_old");
    }

    @Test
    @DisplayName("--explain names a line break too many, its fix, and shows it")
    void explain() throws Exception {
        Path capture = Files.writeString(folder.resolve("capture.http"), rawHttp(BODY + "\n"));

        Ran ran = verify(capture, "--now", NOW, "--explain").exits(1);

        assertThat(ran.out())
                .contains("Refused: signature_mismatch")
                .contains("[body.newline-added]")
                .contains("Fix:   Verify the body before anything appends to it")
                .contains("\"n\":1}\\n")
                .contains("timestamp (10 bytes)  1772447400");
        assertThat(ran.out()).doesNotContainPattern("[0-9a-f]{64}");
        assertThat(verify(capture, "--now", NOW, "--explain", "--json")
                        .exits(1)
                        .json()
                        .at("/findings/0/id")
                        .asString(""))
                .isEqualTo("body.newline-added");
    }

    @Test
    @DisplayName("where the signature is right and something else refuses, no cause is made up")
    void notTheSignature() throws Exception {
        String scheme =
                "{\"name\":\"acme\",\"signature\":{\"from\":\"header:X-Sig\"},\"content\":\"{body}\",\"secretId\":\"header:X-Key\"}";
        Path file = Files.writeString(folder.resolve("acme.json"), scheme);
        String signed = Ran.of("sign", "--scheme", file.toString(), "--secret-env", "SECRET", body.toString())
                .exits(0)
                .out()
                .strip();
        Path capture = Files.writeString(
                folder.resolve("capture.http"),
                "POST / HTTP/1.1\n" + signed.replaceFirst("X-Key: .*", "X-Key: another") + "\n\n" + BODY);

        Ran ran = Ran.of(
                "verify", capture.toString(), "--scheme", file.toString(), "--secret-env", "SECRET", "--explain");

        assertThat(ran.exits(1).out()).contains("The signature itself is right").doesNotContain("Cause:");
    }

    @Test
    @DisplayName("the right signature is shown to those alone who ask for it by name")
    void expected() throws Exception {
        Path capture = Files.writeString(folder.resolve("capture.http"), rawHttp(BODY));
        String signature = sign().out().replaceFirst("(?s).*v0=([0-9a-f]{64}).*", "$1");

        assertThat(verify(capture, "--now", NOW, "--show-expected-signature").out())
                .contains(signature);
        assertThat(verify(capture, "--now", NOW, "--explain").out()).doesNotContain(signature);
    }

    @Test
    @DisplayName("the secret of another endpoint is named by its variable, never by its value")
    void otherSecret() throws Exception {
        Path capture = Files.writeString(folder.resolve("capture.http"), rawHttp(BODY));

        Ran ran = Ran.with(
                Map.of("WRONG", "some other secret of ours"),
                "",
                "verify",
                capture.toString(),
                "-p",
                "slack",
                "--secret-env",
                "WRONG",
                "--other-secret-env",
                "SECRET",
                "--now",
                NOW,
                "--explain");

        assertThat(ran.exits(1).out()).contains("[secret.other-endpoint]").contains(": SECRET.");
    }

    @Test
    @DisplayName("HAR, JSON exports, curl -v with a body, and chunked bodies are read")
    void forms() throws Exception {
        String headers = sign("--json").exits(0).json().get("headers").properties().stream()
                .map(header -> "{\"name\":\"" + header.getKey() + "\",\"value\":\""
                        + header.getValue().get(0).asString("") + "\"}")
                .reduce((one, other) -> one + "," + other)
                .orElseThrow();
        String har =
                "{\"log\":{\"entries\":[{\"startedDateTime\":\"2026-03-02T10:30:05.000Z\",\"request\":{\"method\":\"POST\","
                        + "\"url\":\"https://hooks.example.com/x\",\"headers\":[" + headers
                        + "],\"postData\":{\"text\":"
                        + "\"" + BODY.replace("\"", "\\\"") + "\"}}}]}}";
        String verbose = "* Connected\n> " + rawHttp("").strip().replace("\r\n", "\n> ")
                + "\n> \n< HTTP/1.1 401\n< Date: Mon, 02 Mar 2026 10:30:02 GMT\n";
        String chunked = rawHttp("").strip() + "\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n" + BODY.substring(0, 5)
                + "\r\n" + Integer.toHexString(BODY.length() - 5) + "\r\n" + BODY.substring(5) + "\r\n0\r\n\r\n";

        verify(Files.writeString(folder.resolve("a.har"), har)).exits(0);
        verify(Files.writeString(folder.resolve("a.json"), sign("--json").out()), "--now", NOW)
                .exits(0);
        verify(Files.writeString(folder.resolve("v.txt"), verbose), "--body", body.toString())
                .exits(0);
        verify(Files.writeString(folder.resolve("c.http"), chunked), "--now", NOW)
                .exits(0);
        assertThat(verify(folder.resolve("v.txt")).exits(2).err()).contains("--body FILE");
    }

    @Test
    @DisplayName("what is no capture, and what is wrong usage, exits with 2 and a sentence")
    void usage() throws Exception {
        Path capture = Files.writeString(folder.resolve("none"), "hello\n");

        assertThat(verify(capture).exits(2).err()).contains("no capture");
        assertThat(Ran.of("sign", body.toString(), "-p", "slack").exits(2).err())
                .contains("--secret-env");
        assertThat(Ran.of("sign", body.toString(), "-p", "slak", "--secret-env", "SECRET")
                        .exits(2)
                        .err())
                .contains("slack");
        assertThat(Ran.of("sign", body.toString(), "--secret", "x").exits(2).err())
                .contains("Unknown option");
        assertThat(Ran.of("sign", body.toString(), "-p", "discord", "--secret-env", "SECRET")
                        .exits(2)
                        .err())
                .contains("private key");
        assertThat(Ran.of().exits(2).err()).contains("no command");
        for (String garbage : List.of(
                "{",
                "[]",
                "{\"headers\":{}}",
                "POST",
                "POST / HTTP/1.1",
                "=> Send header, 1 bytes\n",
                "> POST / HTTP/1.1\n",
                "{\"log\":{\"entries\":[{}]}}")) {
            Path file = Files.writeString(folder.resolve("garbage"), garbage);
            assertThat(verify(file).exit()).as(garbage).isIn(1, 2);
        }
    }

    @Test
    @DisplayName("a delivery that the real curl sent verifies from its trace, byte by byte")
    void realCurl() throws Exception {
        AtomicReference<byte[]> arrived = new AtomicReference<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            arrived.set(exchange.getRequestBody().readAllBytes());
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        try {
            Path trace = folder.resolve("trace.txt");
            String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/hooks";
            Path pretty = Files.writeString(body, "{\n  \"event_id\": \"Ev1\"\n}\n");
            String command = Ran.of("sign", "-p", "slack", "--secret-env", "SECRET", "--curl", url, pretty.toString())
                    .exits(0)
                    .out()
                    .strip();

            run(command + " -s --trace " + trace);
            verify(trace).exits(0);

            run(command.replace("--data-binary", "--data") + " -s --trace " + trace);
            assertThat(new String(arrived.get(), StandardCharsets.UTF_8)).doesNotContain("\n");
            assertThat(verify(trace, "--explain").exits(1).out()).contains("[body.");
        } finally {
            server.stop(0);
        }
    }

    @Test
    @DisplayName("however damaged a capture is, it is judged or called unusable, and nothing breaks")
    void damaged() throws Exception {
        byte[] whole = rawHttp(BODY).getBytes(StandardCharsets.UTF_8);
        byte[] export = sign("--json").out().getBytes(StandardCharsets.UTF_8);
        Path capture = folder.resolve("damaged");
        for (int i = 0; i < 60; i++) {
            Random random = new Random(i);
            byte[] bytes = (i % 2 == 0 ? whole : export).clone();
            for (int change = 0; change <= random.nextInt(4); change++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            Files.write(
                    capture, Arrays.copyOf(bytes, bytes.length - random.nextInt(3) * random.nextInt(bytes.length / 3)));

            Ran ran = verify(capture, "--now", NOW, "--explain");

            assertThat(ran.out() + ran.err())
                    .as("seed %s", i)
                    .doesNotContain("\tat ")
                    .isNotBlank();
        }
    }

    private static void run(String command) throws Exception {
        Process process = new ProcessBuilder("sh", "-c", command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor()).isZero();
    }

    private Ran verify(Path capture, String... more) {
        String[] command = {"verify", capture.toString(), "-p", "slack", "--secret-env", "SECRET"};
        String[] all = Arrays.copyOf(command, command.length + more.length);
        System.arraycopy(more, 0, all, command.length, more.length);
        return Ran.of(all);
    }
}
