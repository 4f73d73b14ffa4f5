package io.hookward.servlet;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a server wrote back on one connection until it closed it. */
record RawAnswer(int status, List<String> headers, String body) {

    private static final int PATIENCE_MS = 20_000;

    /** Sends {@code request} as it is and reads until the server closes. */
    static RawAnswer to(int port, byte[] request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(PATIENCE_MS);
            socket.getOutputStream().write(request);
            socket.getOutputStream().flush();
            return read(socket);
        }
    }

    /** Sends {@code head}, a line per element, an empty line and {@code body}, asking the server to close. */
    static RawAnswer to(int port, byte[] body, String... head) throws IOException {
        return to(port, request(body, head));
    }

    static byte[] request(byte[] body, String... head) {
        byte[] lines = (String.join("\r\n", head) + "\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8);
        byte[] request = new byte[lines.length + body.length];
        System.arraycopy(lines, 0, request, 0, lines.length);
        System.arraycopy(body, 0, request, lines.length, body.length);
        return request;
    }

    static RawAnswer post(int port, String path, String contentType, byte[] body) throws IOException {
        return to(
                port,
                body,
                "POST " + path + " HTTP/1.1",
                "Content-Type: " + contentType,
                "Content-Length: " + body.length);
    }

    static RawAnswer read(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            return new RawAnswer(0, List.of(), text);
        }
        List<String> head = List.of(text.substring(0, end).split("\r\n"));
        boolean chunked =
                head.stream().anyMatch(line -> line.toLowerCase(Locale.ROOT).startsWith("transfer-encoding: chunked"));
        String body = text.substring(end + 4);
        return new RawAnswer(
                Integer.parseInt(head.get(0).split(" ")[1]),
                head.subList(1, head.size()),
                chunked ? unchunked(body) : body);
    }

    private static String unchunked(String body) {
        StringBuilder plain = new StringBuilder();
        String rest = body;
        while (true) {
            int line = rest.indexOf("\r\n");
            int size = Integer.parseInt(rest.substring(0, line), 16);
            if (size == 0) {
                return plain.toString();
            }
            plain.append(rest, line + 2, line + 2 + size);
            rest = rest.substring(line + 2 + size + 2);
        }
    }

    Optional<String> header(String name) {
        String prefix = name.toLowerCase(Locale.ROOT) + ":";
        return headers.stream()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(prefix))
                .map(line -> line.substring(prefix.length()).strip())
                .findFirst();
    }
}
