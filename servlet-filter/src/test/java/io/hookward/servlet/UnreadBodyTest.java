package io.hookward.servlet;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.hookward.WebhookEndpoint;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A sender who is refused by the head of a request")
class UnreadBodyTest {

    private final AtomicInteger reached = new AtomicInteger();

    private Container.Running start(Container container) throws Exception {
        WebhookFilter filter =
                WebhookFilter.of(WebhookEndpoint.of(FilteredServer.PATH, FilteredServer.ACME, FilteredServer.SECRET));
        return container.start(filter, "/*", (request, response) -> reached.incrementAndGet());
    }

    private static Socket connect(Container.Running server) throws IOException {
        Socket socket = new Socket("127.0.0.1", server.port());
        socket.setSoTimeout(20_000);
        return socket;
    }

    private static byte[] head(String more) {
        return ("POST " + FilteredServer.PATH + " HTTP/1.1\r\nHost: localhost\r\n" + more + "\r\n\r\n")
                .getBytes(US_ASCII);
    }

    private static String status(Socket socket) throws IOException {
        return new String(socket.getInputStream().readNBytes(12), US_ASCII);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("reads the answer at once, though the body is still on its way, and then the end of the connection")
    void answered(Container container) throws Exception {
        try (Container.Running server = start(container);
                Socket socket = connect(server)) {
            OutputStream out = socket.getOutputStream();
            out.write(head("Content-Length: 900000"));
            out.write(new byte[300_000]);
            assertThat(status(socket)).isEqualTo("HTTP/1.1 401");
            out.write(new byte[300_000]);
            out.write(new byte[300_000]);
            assertThat(new String(socket.getInputStream().readAllBytes(), US_ASCII))
                    .containsIgnoringCase("Connection: close")
                    .endsWith("\"code\":\"unverified\"}");
            assertThat(reached).hasValue(0);
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("and never ends is cut off")
    void endless(Container container) throws Exception {
        try (Container.Running server = start(container);
                Socket socket = connect(server)) {
            OutputStream out = socket.getOutputStream();
            out.write(head("Transfer-Encoding: chunked"));
            long start = System.nanoTime();
            boolean open = true;
            while (open) {
                try {
                    out.write("1000\r\n".getBytes(US_ASCII));
                    out.write(new byte[0x1000]);
                    out.write("\r\n".getBytes(US_ASCII));
                } catch (SocketException closed) {
                    open = false;
                }
            }
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("keeps the connection if the whole body is there")
    void kept(Container container) throws Exception {
        try (Container.Running server = start(container);
                Socket socket = connect(server)) {
            byte[] head = head("Content-Length: 100");
            byte[] request = new byte[head.length + 100];
            System.arraycopy(head, 0, request, 0, head.length);
            InputStream in = socket.getInputStream();
            for (int i = 0; i < 2; i++) {
                socket.getOutputStream().write(request);
                assertThat(status(socket)).isEqualTo("HTTP/1.1 401");
                StringBuilder answer = new StringBuilder();
                while (!answer.toString().endsWith("}")) {
                    answer.append((char) in.read());
                }
                assertThat(answer.toString()).doesNotContainIgnoringCase("Connection: close");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("and hangs up leaves nothing behind: the next is served")
    void gone(Container container) throws Exception {
        try (Container.Running server = start(container)) {
            for (int i = 0; i < 20; i++) {
                try (Socket socket = connect(server)) {
                    socket.getOutputStream().write(head("Content-Length: 100000"));
                    assertThat(status(socket)).isEqualTo("HTTP/1.1 401");
                }
            }
            byte[] delivery = FilteredServer.raw(
                    FilteredServer.PATH, FilteredServer.draft("d1", "{}").sign());
            assertThat(RawAnswer.to(server.port(), delivery).status()).isEqualTo(200);
        }
    }
}
