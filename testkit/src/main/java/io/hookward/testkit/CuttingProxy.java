package io.hookward.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Stands between a client and a server on this machine, and loses requests or answers on purpose: what a network does to a
 * store. A request is what the client sends in one go, as drivers of databases do.
 *
 * <p>Safe for use by many threads. Closing it closes its connections.
 */
public final class CuttingProxy implements AutoCloseable {

    private static final int BUFFER = 1 << 16;

    /** When a connection breaks. */
    public enum Cut {
        /** The request does not arrive. */
        BEFORE,
        /** The first half of the request arrives. */
        WITHIN,
        /** The request arrives and is answered, and the answer is lost. */
        AFTER,
        /** Nothing arrives, and nothing breaks: both sides wait. */
        SILENCE
    }

    /** A cut that waits for its request. */
    private record Plan(Cut cut, int requestsBefore) {}

    private final ServerSocket listening;
    private final ExecutorService threads = Executors.newCachedThreadPool(CuttingProxy::daemon);
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private final AtomicReference<@Nullable Plan> plan = new AtomicReference<>();
    private final AtomicInteger requests = new AtomicInteger();
    private volatile int target;

    private CuttingProxy(int target) throws IOException {
        this.target = target;
        listening = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    /**
     * Starts to listen on a free port of the loopback address.
     *
     * @param port of a server on this machine
     * @return a new proxy that loses nothing
     * @throws UncheckedIOException if it cannot listen
     */
    public static CuttingProxy to(int port) {
        try {
            return new CuttingProxy(port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Where clients connect to.
     *
     * @return a port of the loopback address
     */
    public int port() {
        return listening.getLocalPort();
    }

    /**
     * Cuts once.
     *
     * @param cut when
     * @param requestsBefore how many requests, counted from now over all connections, pass before the one that is hit
     */
    public void cut(Cut cut, int requestsBefore) {
        plan.set(new Plan(cut, requestsBefore));
    }

    /**
     * Takes back a cut that has not come.
     *
     * @return whether there was one: false if a connection has been cut, or nothing was planned
     */
    public boolean cancel() {
        return plan.getAndSet(null) != null;
    }

    /**
     * How many requests arrived so far.
     *
     * @return a number that only grows
     */
    public int requests() {
        return requests.get();
    }

    /**
     * Leads new connections to another server, as a failover does. Old ones stay where they are.
     *
     * @param port of a server on this machine
     */
    public void leadTo(int port) {
        target = port;
    }

    /** Breaks all connections at once. New ones are accepted. */
    public void cutAll() {
        links.forEach(Link::close);
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            cutAll();
            threads.shutdownNow();
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "cutting-proxy");
        thread.setDaemon(true);
        return thread;
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                threads.execute(() -> link(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void link(Socket client) {
        Socket server = new Socket();
        Link link = new Link(client, server);
        links.add(link);
        try {
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target));
            threads.execute(link::passAnswers);
            link.passRequests();
        } catch (IOException unreachable) {
            link.close();
        }
    }

    /** The plan's cut, if its request is this one. */
    private @Nullable Cut next() {
        requests.incrementAndGet();
        Plan found = plan.getAndUpdate(current -> current == null || current.requestsBefore() == 0
                ? null
                : new Plan(current.cut(), current.requestsBefore() - 1));
        return found != null && found.requestsBefore() == 0 ? found.cut() : null;
    }

    private final class Link {
        private final Socket client;
        private final Socket server;
        private volatile boolean losesAnswer;

        Link(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        void passRequests() {
            byte[] buffer = new byte[BUFFER];
            try {
                InputStream from = client.getInputStream();
                OutputStream to = server.getOutputStream();
                for (int length = from.read(buffer); length >= 0; length = from.read(buffer)) {
                    Cut cut = next();
                    losesAnswer |= cut == Cut.AFTER || cut == Cut.WITHIN;
                    if (cut == null || cut == Cut.AFTER) {
                        to.write(buffer, 0, length);
                    } else if (cut == Cut.WITHIN) {
                        to.write(buffer, 0, length / 2);
                    }
                    if (cut == Cut.BEFORE || cut == Cut.WITHIN) {
                        break;
                    }
                }
            } catch (IOException broken) {
                // As good as the end
            } finally {
                close();
            }
        }

        void passAnswers() {
            byte[] buffer = new byte[BUFFER];
            try {
                InputStream from = server.getInputStream();
                OutputStream to = client.getOutputStream();
                for (int length = from.read(buffer); length >= 0 && !losesAnswer; length = from.read(buffer)) {
                    to.write(buffer, 0, length);
                }
            } catch (IOException broken) {
                // As good as the end
            } finally {
                close();
            }
        }

        void close() {
            links.remove(this);
            try (client;
                    server) {
                // Both, whatever becomes of the other
            } catch (IOException ignored) {
                // Closed is closed
            }
        }
    }
}
