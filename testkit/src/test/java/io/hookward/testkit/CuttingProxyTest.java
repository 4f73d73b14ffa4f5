package io.hookward.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hookward.testkit.CuttingProxy.Cut;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is lost, and what is not. */
class CuttingProxyTest {

    private static final byte[] REQUEST = {1, 2, 3, 4};

    private final EchoServer server = new EchoServer("a");
    private final CuttingProxy proxy = CuttingProxy.to(server.port());

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        server.close();
    }

    @Test
    @DisplayName("without a cut every request arrives and is answered")
    void passes() throws Exception {
        try (Socket client = client()) {
            for (int i = 0; i < 3; i++) {
                assertThat(ask(client)).isEqualTo('a');
                assertThat(server.received()).isEqualTo(4);
            }
        }
        assertThat(proxy.requests()).isEqualTo(3);
        assertThat(proxy.cancel()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(names = {"BEFORE", "WITHIN", "AFTER"})
    @DisplayName("a cut breaks the connection at the request it waits for, and no other")
    void cuts(Cut cut) throws Exception {
        proxy.cut(cut, 1);
        try (Socket client = client()) {
            assertThat(ask(client)).isEqualTo('a');
            assertThat(server.received()).isEqualTo(4);
            assertBroken(client);
        }
        switch (cut) {
            case WITHIN -> assertThat(server.received()).isEqualTo(2);
            case AFTER -> assertThat(server.received()).isEqualTo(4);
            default -> assertThat(server.hasReceived()).isFalse();
        }
        assertThat(proxy.cancel()).isFalse();
        try (Socket client = client()) {
            assertThat(ask(client)).isEqualTo('a');
        }
    }

    @Test
    @DisplayName("silence breaks nothing, and nothing arrives")
    void silence() throws Exception {
        proxy.cut(Cut.SILENCE, 0);
        try (Socket client = client()) {
            client.setSoTimeout(100);
            assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(() -> ask(client));
            assertThat(server.hasReceived()).isFalse();
        }
    }

    @Test
    @DisplayName("a cut that is taken back does not come")
    void cancelled() throws Exception {
        proxy.cut(Cut.BEFORE, 0);
        assertThat(proxy.cancel()).isTrue();
        try (Socket client = client()) {
            assertThat(ask(client)).isEqualTo('a');
        }
    }

    @Test
    @DisplayName(
            "a failover leads new connections to another server, and leaves old ones where they are until all are cut")
    void failover() throws Exception {
        try (EchoServer other = new EchoServer("b");
                Socket old = client()) {
            assertThat(ask(old)).isEqualTo('a');
            proxy.leadTo(other.port());
            assertThat(ask(old)).isEqualTo('a');
            try (Socket client = client()) {
                assertThat(ask(client)).isEqualTo('b');
                proxy.cutAll();
                assertBroken(old);
                assertBroken(client);
            }
        }
    }

    private Socket client() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), proxy.port());
    }

    private static int ask(Socket client) throws IOException {
        client.getOutputStream().write(REQUEST);
        return client.getInputStream().read();
    }

    private static void assertBroken(Socket client) throws IOException {
        try {
            assertThat(ask(client)).isEqualTo(-1);
        } catch (SocketException reset) {
            assertThat(reset).hasMessageNotContaining("timed out");
        }
    }

    /** Answers each request with a letter, and remembers how long it was. */
    private static final class EchoServer implements AutoCloseable {
        private final ServerSocket listening;
        private final ExecutorService threads = Executors.newCachedThreadPool();
        private final BlockingQueue<Integer> lengths = new LinkedBlockingQueue<>();
        private final byte[] answer;

        EchoServer(String answer) {
            this.answer = answer.getBytes(StandardCharsets.US_ASCII);
            try {
                listening = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            threads.execute(this::accept);
        }

        int port() {
            return listening.getLocalPort();
        }

        int received() throws InterruptedException {
            Integer length = lengths.poll(10, TimeUnit.SECONDS);
            return length == null ? -1 : length;
        }

        boolean hasReceived() {
            return !lengths.isEmpty();
        }

        private void accept() {
            while (!listening.isClosed()) {
                try {
                    Socket client = listening.accept();
                    threads.execute(() -> answer(client));
                } catch (IOException closed) {
                    return;
                }
            }
        }

        private void answer(Socket client) {
            byte[] buffer = new byte[REQUEST.length];
            try (client) {
                for (int length = client.getInputStream().read(buffer);
                        length >= 0;
                        length = client.getInputStream().read(buffer)) {
                    lengths.add(length);
                    client.getOutputStream().write(answer);
                }
            } catch (IOException broken) {
                // The proxy's doing
            }
        }

        @Override
        public void close() throws IOException {
            listening.close();
            threads.shutdownNow();
        }
    }
}
