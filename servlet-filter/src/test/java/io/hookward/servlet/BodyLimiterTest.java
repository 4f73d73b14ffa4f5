package io.hookward.servlet;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hookward.servlet.BodyReading.Whole;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("While all places are taken by bodies that do not come")
class BodyLimiterTest {

    private static final int PLACES = 3;

    private static final TestServer SERVER = new TestServer();
    private static final BodyLimiter BODIES = new BodyLimiter(PLACES, Duration.ofSeconds(10));
    private static final AtomicInteger READING = new AtomicInteger();
    private static final Socket[] STALLED = new Socket[PLACES];

    @BeforeAll
    static void start() throws Exception {
        SERVER.servlet("/*", (request, response) -> {
                    READING.incrementAndGet();
                    response.getWriter().write(BODIES.read(request, 100_000, BodyLimiterTest::told));
                })
                .start();
        for (int i = 0; i < PLACES; i++) {
            STALLED[i] = begin();
        }
        await().until(BODIES::isFull);
    }

    @AfterAll
    static void stop() throws IOException {
        for (Socket socket : STALLED) {
            socket.close();
        }
        SERVER.close();
    }

    private static String told(BodyReading reading) {
        return reading instanceof Whole whole ? whole.bytes().length + " bytes" : reading.toString();
    }

    private static Socket begin() throws IOException {
        Socket socket = new Socket("127.0.0.1", SERVER.port());
        socket.getOutputStream().write(RawAnswer.request(new byte[3], "POST / HTTP/1.1", "Content-Length: 10"));
        return socket;
    }

    @Test
    @DisplayName("a small body that is here is taken")
    void arrived() throws IOException {
        for (int size : new int[] {0, 1, 1_000, ArrivedBody.MAX_BYTES}) {
            assertThat(RawAnswer.post(SERVER.port(), "/", "text/plain", new byte[size])
                            .body())
                    .isEqualTo(size + " bytes");
        }
    }

    @Test
    @DisplayName("a body right behind its head is taken")
    void justBehind() throws IOException {
        try (Socket socket = new Socket("127.0.0.1", SERVER.port())) {
            int before = READING.get();
            socket.getOutputStream().write(RawAnswer.request(new byte[0], "POST / HTTP/1.1", "Content-Length: 10"));
            await().until(() -> READING.get() > before);
            socket.getOutputStream().write(new byte[10]);
            assertThat(RawAnswer.read(socket).body()).isEqualTo("10 bytes");
        }
    }

    @Test
    @DisplayName("another that does not come is turned away")
    void stalled() throws IOException {
        try (Socket socket = begin()) {
            assertThat(RawAnswer.read(socket).body()).isEqualTo("BUSY");
        }
    }

    @Test
    @DisplayName("a large, an unmeasured, or an asking one is turned away at once")
    void notTried() throws IOException {
        assertThat(RawAnswer.post(SERVER.port(), "/", "text/plain", new byte[ArrivedBody.MAX_BYTES + 1])
                        .body())
                .isEqualTo("BUSY");
        byte[] chunk = "1\r\na\r\n0\r\n\r\n".getBytes(US_ASCII);
        assertThat(RawAnswer.to(SERVER.port(), chunk, "POST / HTTP/1.1", "Transfer-Encoding: chunked")
                        .body())
                .isEqualTo("BUSY");
        assertThat(RawAnswer.to(
                                SERVER.port(),
                                new byte[0],
                                "POST / HTTP/1.1",
                                "Content-Length: 9",
                                "Expect: 100-continue")
                        .body())
                .isEqualTo("BUSY");
        assertThat(RawAnswer.post(SERVER.port(), "/", "text/plain", new byte[100_001])
                        .body())
                .isEqualTo("TOO_LARGE");
    }

    @Test
    @DisplayName("a place becomes free when a sender goes away")
    void freed() throws IOException {
        STALLED[0].close();
        byte[] chunk = "1\r\na\r\n0\r\n\r\n".getBytes(US_ASCII);
        await().until(() -> RawAnswer.to(SERVER.port(), chunk, "POST / HTTP/1.1", "Transfer-Encoding: chunked")
                .body()
                .equals("1 bytes"));
        STALLED[0] = begin();
        await().until(BODIES::isFull);
    }
}
