package io.hookward.spring.reactive;

import io.hookward.request.WebhookRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One connection to a server, for what a well-behaved client would not do. */
final class Wire implements AutoCloseable {
    private static final int PATIENCE_MS = 20_000;

    private final Socket socket;

    private Wire(Socket socket) {
        this.socket = socket;
    }

    static Wire to(int port) throws IOException {
        Socket socket = new Socket("127.0.0.1", port);
        socket.setSoTimeout(PATIENCE_MS);
        return new Wire(socket);
    }

    /** The status of the answer to a request without a body, of these lines. */
    static int status(int port, String... head) throws IOException {
        try (Wire wire = to(port)) {
            return wire.head(head).status();
        }
    }

    /** The lines of a signed request's head, as it would announce its whole body. */
    static String[] lines(String path, WebhookRequest request) {
        List<String> lines = new ArrayList<>(List.of("POST " + path + " HTTP/1.1"));
        request.headers()
                .names()
                .forEach(name -> lines.add(name + ": " + request.headers().first(name)));
        lines.add("Content-Length: " + request.body().remaining());
        return lines.toArray(String[]::new);
    }

    /** Writes these lines, and asks the server to close after its answer. */
    Wire head(String... lines) throws IOException {
        String head = String.join("\r\n", lines) + "\r\nHost: localhost\r\nConnection: close\r\n\r\n";
        return bytes(head.getBytes(StandardCharsets.ISO_8859_1));
    }

    Wire bytes(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        return this;
    }

    /** Writes the first bytes of a request's body. */
    Wire body(WebhookRequest request, int count) throws IOException {
        byte[] body = new byte[request.body().remaining()];
        request.body().get(body);
        return bytes(Arrays.copyOf(body, count));
    }

    /** Waits for the answer's status line; 0 if the server closes without one. */
    int status() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = socket.getInputStream().read();
                c >= 0 && c != '\n';
                c = socket.getInputStream().read()) {
            line.write(c);
        }
        String[] words = line.toString(StandardCharsets.ISO_8859_1).split(" ", -1);
        return words.length < 2 ? 0 : Integer.parseInt(words[1]);
    }

    /** Whether nothing of an answer has come so far. */
    boolean isSilent() throws IOException {
        return socket.getInputStream().available() == 0;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
