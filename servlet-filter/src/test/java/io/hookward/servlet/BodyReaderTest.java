package io.hookward.servlet;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.ThreadMXBean;
import io.hookward.servlet.BodyReading.Whole;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Reading a request body")
class BodyReaderTest {

    private static final int LIMIT = 20_000;

    private static final TestServer SERVER = new TestServer();
    private static final BlockingQueue<String> RESULTS = new LinkedBlockingQueue<>();
    private static final AtomicLong NANOS_PER_LOOK = new AtomicLong();

    @BeforeAll
    static void start() throws Exception {
        AtomicLong now = new AtomicLong();
        BodyReader reader = new BodyReader(Duration.ofSeconds(10), () -> now.addAndGet(NANOS_PER_LOOK.get()));
        SERVER.idleTimeout(1_000)
                .servlet("/read", (request, response) -> RESULTS.add(told(reader.read(request, LIMIT))))
                .servlet("/reader-first", (request, response) -> {
                    request.getReader();
                    RESULTS.add(told(reader.read(request, LIMIT)));
                })
                .servlet("/parameters-first", (request, response) -> {
                    request.getParameter("a");
                    RESULTS.add(told(reader.read(request, LIMIT)));
                })
                .servlet("/stream-first", (request, response) -> {
                    request.getInputStream().readAllBytes();
                    RESULTS.add(told(reader.read(request, LIMIT)));
                })
                .servlet("/some-first", (request, response) -> {
                    request.getInputStream().read();
                    RESULTS.add(told(reader.read(request, LIMIT)));
                })
                .servlet("/allocation", (request, response) -> {
                    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
                    long before = threads.getCurrentThreadAllocatedBytes();
                    reader.read(request, 1 << 30);
                    RESULTS.add(Long.toString(threads.getCurrentThreadAllocatedBytes() - before));
                })
                .servlet("/rest", (request, response) -> {
                    reader.read(request, LIMIT);
                    RESULTS.add("left " + request.getInputStream().available());
                })
                .start();
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @BeforeEach
    void reset() {
        RESULTS.clear();
        NANOS_PER_LOOK.set(0);
    }

    private static String told(BodyReading reading) {
        return reading instanceof Whole whole
                ? whole.bytes().length + " bytes, sum " + Arrays.hashCode(whole.bytes())
                : reading.toString();
    }

    private static String whole(byte[] body) {
        return told(new Whole(body));
    }

    private static byte[] body(int size) {
        byte[] body = new byte[size];
        for (int i = 0; i < size; i++) {
            body[i] = (byte) (i * 31 + i / 256);
        }
        return body;
    }

    private static byte[] chunked(byte[] body, int chunk) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < body.length; i += chunk) {
            int size = Math.min(chunk, body.length - i);
            text.append(Integer.toHexString(size)).append("\r\n");
            for (int j = 0; j < size; j++) {
                text.append((char) (body[i + j] & 0xff));
            }
            text.append("\r\n");
        }
        return text.append("0\r\n\r\n").toString().getBytes(ISO_8859_1);
    }

    private static String result() throws InterruptedException {
        return RESULTS.poll(15, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 8191, 8192, 8193, LIMIT - 1, LIMIT})
    @DisplayName("gives every byte up to the limit itself, announced or chunked")
    void whole(int size) throws Exception {
        byte[] body = body(size);
        RawAnswer.post(SERVER.port(), "/read", "text/plain", body);
        assertThat(result()).isEqualTo(whole(body));
        RawAnswer.to(SERVER.port(), chunked(body, 700), "POST /read HTTP/1.1", "Transfer-Encoding: chunked");
        assertThat(result()).isEqualTo(whole(body));
    }

    @Test
    @DisplayName("gives an empty body if there is none")
    void none() throws Exception {
        RawAnswer.to(SERVER.port(), new byte[0], "POST /read HTTP/1.1");
        assertThat(result()).isEqualTo(whole(new byte[0]));
    }

    @ParameterizedTest
    @ValueSource(strings = {"20001", "2147483647", "2147483648", "9223372036854775807"})
    @DisplayName("is not begun if more than the limit is announced")
    void announcedTooLarge(String length) throws Exception {
        RawAnswer.to(SERVER.port(), new byte[0], "POST /read HTTP/1.1", "Content-Length: " + length);
        assertThat(result()).isEqualTo("TOO_LARGE");
    }

    @Test
    @DisplayName("takes no memory for what was announced and does not come")
    void memory() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", SERVER.port())) {
            socket.getOutputStream()
                    .write(RawAnswer.request(
                            body(10_000), "POST /allocation HTTP/1.1", "Content-Length: " + (64 << 20)));
            socket.shutdownOutput();
            assertThat(Integer.parseInt(result())).isLessThan(1 << 20);
        }
    }

    @Test
    @DisplayName("stops one byte past the limit if nothing was announced")
    void chunkedTooLarge() throws Exception {
        RawAnswer.to(SERVER.port(), chunked(body(LIMIT + 1), 700), "POST /read HTTP/1.1", "Transfer-Encoding: chunked");
        assertThat(result()).isEqualTo("TOO_LARGE");
        RawAnswer.to(
                SERVER.port(),
                chunked(body(LIMIT + 101), LIMIT + 101),
                "POST /rest HTTP/1.1",
                "Transfer-Encoding: chunked");
        assertThat(result()).isNotEqualTo("left 0").isNotNull();
    }

    @Test
    @DisplayName("ends when the client goes away or sends less than it announced")
    void cutOff() throws Exception {
        byte[] request = RawAnswer.request(body(10), "POST /read HTTP/1.1", "Content-Length: 11");
        try (Socket socket = new Socket("127.0.0.1", SERVER.port())) {
            socket.getOutputStream().write(request);
            socket.shutdownOutput();
            assertThat(result()).isEqualTo("CUT_OFF");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"5\r\nabc", "zz\r\nabc\r\n0\r\n\r\n", "3\r\nabcd\r\n0\r\n\r\n"})
    @DisplayName("ends with a broken or unfinished chunk, whatever the container throws")
    void brokenChunk(String chunks) throws Exception {
        try (Socket socket = new Socket("127.0.0.1", SERVER.port())) {
            socket.getOutputStream()
                    .write(RawAnswer.request(
                            chunks.getBytes(UTF_8), "POST /read HTTP/1.1", "Transfer-Encoding: chunked"));
            socket.shutdownOutput();
            assertThat(result()).isEqualTo("CUT_OFF");
        }
    }

    @Test
    @DisplayName("ends with the container's idle time-out if nothing comes")
    void stalled() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", SERVER.port())) {
            socket.getOutputStream().write(RawAnswer.request(body(10), "POST /read HTTP/1.1", "Content-Length: 11"));
            assertThat(result()).isEqualTo("CUT_OFF");
        }
    }

    @Test
    @DisplayName("ends with the deadline if bytes drip, long before the last one")
    void drip() throws Exception {
        NANOS_PER_LOOK.set(Duration.ofMillis(2_600).toNanos());
        try (Socket socket = new Socket("127.0.0.1", SERVER.port())) {
            OutputStream out = socket.getOutputStream();
            out.write(RawAnswer.request(new byte[0], "POST /read HTTP/1.1", "Content-Length: 1000"));
            await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(5)).until(() -> {
                out.write('x');
                return !RESULTS.isEmpty();
            });
            assertThat(result()).isEqualTo("TOO_SLOW");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/reader-first", "/parameters-first", "/stream-first"})
    @DisplayName("notices that somebody had the body before")
    void consumed(String path) throws Exception {
        byte[] form = "a=1".getBytes(UTF_8);
        RawAnswer.post(SERVER.port(), path, "application/x-www-form-urlencoded", form);
        assertThat(result()).isEqualTo("CONSUMED");
    }

    @Test
    @DisplayName("notices that somebody had a chunked body before")
    void consumedChunked() throws Exception {
        RawAnswer.to(SERVER.port(), chunked(body(10), 3), "POST /stream-first HTTP/1.1", "Transfer-Encoding: chunked");
        assertThat(result()).isEqualTo("CONSUMED");
    }

    @Test
    @DisplayName("does not accept the rest of a body of which somebody had the beginning")
    void partlyConsumed() throws Exception {
        RawAnswer.post(SERVER.port(), "/some-first", "text/plain", body(10));
        assertThat(result()).isEqualTo("CUT_OFF");
    }
}
