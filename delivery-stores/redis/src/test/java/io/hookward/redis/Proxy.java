package io.hookward.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands between a client and a server, and does to scripts what networks do. */
final class Proxy implements AutoCloseable {

    /** When a connection breaks. */
    enum Cut {
        /** The server has not seen the request. */
        BEFORE,
        /** The server has a part of it. */
        WITHIN,
        /** The server has run it, and its reply is lost. */
        AFTER
    }

    private final ServerSocket listening;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger scripts = new AtomicInteger();
    private volatile int target;
    private volatile Cut next;
    private volatile int every = Integer.MAX_VALUE;
    private volatile boolean silent;
    private volatile boolean refusing;

    Proxy(int target) {
        this(target, 0);
    }

    /** One that listens on a port of the caller's choice. */
    Proxy(int target, int port) {
        this.target = target;
        try {
            listening = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        inBackground(() -> {
            while (true) {
                accept(listening.accept());
            }
        });
    }

    int port() {
        return listening.getLocalPort();
    }

    String url() {
        return "redis://127.0.0.1:" + port();
    }

    /** Where connections lead that are made from now on, as when a name gets another address. */
    void target(int port) {
        target = port;
    }

    /** Breaks the connection that sends the next script. */
    void cutNext(Cut when) {
        next = when;
    }

    /** Breaks the connection at every so many requests with scripts, before, within and after in turn. */
    void cutEvery(int requests) {
        every = requests;
    }

    /** Whether the connection that was to be cut was. */
    boolean hasCut() {
        return next == null;
    }

    /** Takes what clients send, and lets nothing pass. Connections that stand stay so for ever. */
    void silent(boolean on) {
        silent = on;
    }

    /** Breaks all connections, and accepts no more as long as it is on. */
    void refuse(boolean on) {
        refusing = on;
        if (on) {
            open.forEach(Proxy::close);
        }
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        open.forEach(Proxy::close);
    }

    private void accept(Socket client) throws IOException {
        if (refusing) {
            client.close();
            return;
        }
        Socket server;
        try {
            server = new Socket(InetAddress.getLoopbackAddress(), target);
        } catch (IOException down) {
            client.close();
            return;
        }
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        new Link(client, server).start();
    }

    private final class Link {
        private final Socket client;
        private final Socket server;
        private volatile boolean replyIsLost;
        private volatile boolean silenced;

        Link(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        void start() {
            open.add(client);
            inBackground(() -> requests(client.getInputStream(), server.getOutputStream()));
            inBackground(() -> replies(server.getInputStream(), client.getOutputStream()));
        }

        private void requests(InputStream from, OutputStream to) throws IOException {
            byte[] chunk = new byte[65_536];
            try {
                for (int length = from.read(chunk); length >= 0; length = from.read(chunk)) {
                    silenced |= silent;
                    Cut cut = cut(new String(chunk, 0, length, StandardCharsets.ISO_8859_1));
                    if (cut == Cut.BEFORE) {
                        return;
                    }
                    replyIsLost |= cut == Cut.AFTER;
                    if (!silenced) {
                        to.write(chunk, 0, cut == Cut.WITHIN ? length / 2 : length);
                    }
                    if (cut == Cut.WITHIN) {
                        return;
                    }
                }
            } finally {
                end();
            }
        }

        private void replies(InputStream from, OutputStream to) throws IOException {
            byte[] chunk = new byte[65_536];
            try {
                for (int length = from.read(chunk); length >= 0 && !replyIsLost; length = from.read(chunk)) {
                    if (!silenced) {
                        to.write(chunk, 0, length);
                    }
                }
            } finally {
                end();
            }
        }

        private void end() {
            open.remove(client);
            Proxy.close(client);
            Proxy.close(server);
        }
    }

    private Cut cut(String request) {
        if (!request.contains("EVAL")) {
            return null;
        }
        int number = scripts.incrementAndGet();
        Cut once = next;
        if (once != null) {
            next = null;
            return once;
        }
        return number % every == 0 ? Cut.values()[number / every % 3] : null;
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void inBackground(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException closed) {
                // Its end
            }
        });
        thread.setDaemon(true);
        thread.start();
    }
}
