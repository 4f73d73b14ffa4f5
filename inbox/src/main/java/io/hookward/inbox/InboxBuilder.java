package io.hookward.inbox;

import io.hookward.DeliveryHandler;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Builds an {@link Inbox}. Not for use by several threads. */
public final class InboxBuilder {
    private final @Nullable DataSource source;
    private final @Nullable Path file;
    private final Map<String, InboxHandler> handlers = new HashMap<>();
    private final Map<String, EndpointPolicy> policies = new HashMap<>();
    private @Nullable InboxHandler defaultHandler;
    private EndpointPolicy defaultPolicy = EndpointPolicy.DEFAULT;
    private @Nullable PayloadKeys keys;
    private Redaction redaction = Redaction.DEFAULT;
    private InboxListener listener = new InboxListener() {};
    private String worker = "pid " + ProcessHandle.current().pid();
    private boolean createTables;
    private int threads = 8;
    private boolean virtualThreads;
    private Duration pollInterval = Duration.ofSeconds(1);
    private Duration shutdownGrace = Duration.ofSeconds(20);
    private Duration acceptWait = Duration.ofSeconds(2);
    private int acceptThreads = 16;
    private long maxBytes = Long.MAX_VALUE;
    private long payloadRetention = Micros.of(Duration.ofDays(7));
    private long logRetention = Micros.of(Duration.ofDays(30));
    private long auditRetention = Micros.of(Duration.ofDays(365));

    InboxBuilder(@Nullable DataSource source, @Nullable Path file) {
        this.source = source;
        this.file = file;
        this.createTables = file != null;
    }

    /** Creates the tables unless they are there. The embedded database always does. */
    public InboxBuilder createTables() {
        this.createTables = true;
        return this;
    }

    /** Handles the deliveries of all endpoints without a handler of their own. */
    public InboxBuilder handler(InboxHandler handler) {
        this.defaultHandler = Objects.requireNonNull(handler, "handler");
        return this;
    }

    /** As {@link #handler(InboxHandler)}, with a handler such as an {@code EventRouter}. */
    public InboxBuilder handler(DeliveryHandler handler) {
        return handler(InboxHandler.of(Objects.requireNonNull(handler, "handler")));
    }

    /**
     * Handles the deliveries of one endpoint. A process takes only deliveries for which it has a handler; the others wait
     * for a process that has one, and {@link InboxHealth} shows them.
     */
    public InboxBuilder handler(String endpoint, InboxHandler handler) {
        handlers.put(Objects.requireNonNull(endpoint, "endpoint"), Objects.requireNonNull(handler, "handler"));
        return this;
    }

    /** As {@link #handler(String, InboxHandler)}, with a handler such as an {@code EventRouter}. */
    public InboxBuilder handler(String endpoint, DeliveryHandler handler) {
        return handler(endpoint, InboxHandler.of(Objects.requireNonNull(handler, "handler")));
    }

    /** How the deliveries of endpoints without a policy of their own are accepted and handled. */
    public InboxBuilder policy(EndpointPolicy policy) {
        this.defaultPolicy = Objects.requireNonNull(policy, "policy");
        return this;
    }

    /** How the deliveries of one endpoint are accepted and handled. */
    public InboxBuilder policy(String endpoint, EndpointPolicy policy) {
        policies.put(Objects.requireNonNull(endpoint, "endpoint"), Objects.requireNonNull(policy, "policy"));
        return this;
    }

    /** Encrypts what was sent; it is stored as it came unless set. Take the keys from where secrets are kept. */
    public InboxBuilder encrypt(PayloadKeys keys) {
        this.keys = Objects.requireNonNull(keys, "keys");
        return this;
    }

    /** What people do not get to see; {@link Redaction#DEFAULT} unless set. */
    public InboxBuilder redact(Redaction redaction) {
        this.redaction = Objects.requireNonNull(redaction, "redaction");
        return this;
    }

    /** Who is notified of attempts. */
    public InboxBuilder listener(InboxListener listener) {
        this.listener = Objects.requireNonNull(listener, "listener");
        return this;
    }

    /** By what name the delivery log knows this process; the process id unless set. Cut to 100 chars. */
    public InboxBuilder worker(String name) {
        this.worker = ColumnText.of(name, 100);
        return this;
    }

    /**
     * How many deliveries this process handles at once; 8 unless set. A handler holds no connection of the inbox while it works,
     * but for {@link Attempt#inTransaction}. Of a pool, the inbox uses at most this many connections, {@link #acceptThreads} and four.
     */
    public InboxBuilder threads(int threads) {
        this.threads = positive(threads, "threads");
        return this;
    }

    /**
     * Handles deliveries on virtual threads, still at most {@link #threads} at once.
     *
     * @throws UnsupportedOperationException from {@link #build} on a Java older than 21
     */
    public InboxBuilder virtualThreads() {
        this.virtualThreads = true;
        return this;
    }

    /**
     * How often deliveries are looked for that another process accepted or left; a second unless set. What this process
     * accepts is handled at once.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public InboxBuilder pollInterval(Duration interval) {
        this.pollInterval = positive(interval, "the poll interval");
        return this;
    }

    /** How long handlers may go on when the inbox is closed, until they are interrupted; 20 seconds unless set. */
    public InboxBuilder shutdownGrace(Duration grace) {
        this.shutdownGrace = Objects.requireNonNull(grace, "grace");
        return this;
    }

    /**
     * How long a request waits for the database at most, until it is answered 503; two seconds unless set.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public InboxBuilder acceptWait(Duration wait) {
        this.acceptWait = positive(wait, "the wait of a request");
        return this;
    }

    /** How many deliveries are stored at once, each on a connection; 16 unless set. Further ones wait their turn. */
    public InboxBuilder acceptThreads(int threads) {
        this.acceptThreads = positive(threads, "threads that accept");
        return this;
    }

    /** How many bytes of payload the database may hold until further deliveries are answered 503; no limit unless set. */
    public InboxBuilder maxBytes(long bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException("the limit of bytes must be at least 1, not " + bytes);
        }
        this.maxBytes = bytes;
        return this;
    }

    /**
     * How long what was sent is kept after it was handled; seven days unless set. Of what failed, it is kept as long as
     * its row.
     */
    public InboxBuilder payloadRetention(Duration retention) {
        this.payloadRetention = Micros.of(retention);
        return this;
    }

    /**
     * How long a row and its attempts are kept after it was handled or has failed; 30 days unless set, and never shorter than
     * the endpoint remembers ids.
     */
    public InboxBuilder logRetention(Duration retention) {
        this.logRetention = Micros.of(retention);
        return this;
    }

    /** How long the audit log is kept; a year unless set. */
    public InboxBuilder auditRetention(Duration retention) {
        this.auditRetention = Micros.of(retention);
        return this;
    }

    /**
     * The inbox, which accepts, and handles once it is {@linkplain Inbox#start started}.
     *
     * @throws InboxException if the database cannot be reached, or the tables are missing
     * @throws IllegalArgumentException if its SQL is not known
     */
    public Inbox build() {
        InboxSettings settings = new InboxSettings(
                Map.copyOf(handlers),
                defaultHandler,
                Map.copyOf(policies),
                defaultPolicy,
                keys,
                redaction,
                listener,
                worker,
                threads,
                virtualThreads,
                pollInterval,
                shutdownGrace,
                acceptWait,
                acceptThreads,
                maxBytes,
                payloadRetention,
                logRetention,
                auditRetention);
        if (source != null) {
            return new Inbox(source, null, settings, createTables);
        }
        EmbeddedDatabase embedded = new EmbeddedDatabase(Objects.requireNonNull(file));
        try {
            return new Inbox(embedded.source(), embedded, settings, createTables);
        } catch (RuntimeException failed) {
            embedded.close();
            throw failed;
        }
    }

    private static int positive(int number, String what) {
        if (number < 1) {
            throw new IllegalArgumentException("the number of " + what + " must be at least 1, not " + number);
        }
        return number;
    }

    private static Duration positive(Duration duration, String what) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(what + " must be positive, not " + duration);
        }
        return duration;
    }
}
