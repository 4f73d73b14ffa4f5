package io.hookward.inbox;

import io.hookward.Acceptance;
import io.hookward.WebhookEndpoint;
import io.hookward.scheme.Providers;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;

/**
 * A process that accepts and handles deliveries as fast as it can until it is killed. It writes each id that it acknowledged on
 * a line, and each that it handled; both only after it happened.
 */
final class KillWorker {
    /** In place of a prefix: accept nothing, handle what is there, and end. */
    static final String DRAIN = "drain";

    private KillWorker() {}

    /** Arguments: {@code file:PATH} or a JDBC URL, and what the ids begin with. */
    public static void main(String[] args) throws Exception {
        // Unbuffered: what was written is with the other process, whatever happens to this one
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        InboxBuilder builder;
        if (args[0].startsWith("file:")) {
            builder = Inbox.embedded(Path.of(args[0].substring(5)));
        } else {
            DataSource pool = TestDatabase.pool(args[0], 24);
            builder = Inbox.builder(pool);
        }
        Inbox inbox = builder.policy(EndpointPolicy.builder()
                        .lease(Duration.ofSeconds(1))
                        .inOrderOf("/key")
                        .retry(RetryPolicy.builder()
                                .delays(Duration.ofMillis(10), Duration.ofMillis(100))
                                .maxAttempts(100)
                                .build())
                        .build())
                .pollInterval(Duration.ofMillis(100))
                .handler((delivery, attempt) -> attempt.inTransaction(connection -> {
                    try (PreparedStatement effect =
                            connection.prepareStatement("INSERT INTO effects (id) VALUES (?)")) {
                        effect.setString(1, delivery.id().orElseThrow());
                        effect.executeUpdate();
                    }
                }))
                .build();
        inbox.start();
        if (args[1].equals(DRAIN)) {
            while (inbox.health(Duration.ofDays(1)).oldestOpen() != null) {
                new CountDownLatch(1).await(100, TimeUnit.MILLISECONDS);
            }
            inbox.close();
            System.exit(0);
        }
        WebhookEndpoint endpoint = WebhookEndpoint.builder(Providers.get("github"))
                .secrets(InboxFixture.SECRET)
                .build();
        AtomicLong number = new AtomicLong();
        for (int thread = 0; thread < 4; thread++) {
            new Thread(() -> {
                        while (true) {
                            String id = args[1] + number.incrementAndGet();
                            Acceptance acceptance = inbox.accept(
                                    endpoint, Records.of("github", null, id).restore());
                            if (acceptance instanceof Acceptance.Stored) {
                                synchronized (out) {
                                    out.println(id);
                                }
                            }
                        }
                    })
                    .start();
        }
    }
}
