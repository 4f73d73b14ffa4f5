package io.hookward.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.hookward.Acceptance;
import io.hookward.Answer;
import io.hookward.DeliveryHandler;
import io.hookward.Reception;
import io.hookward.WebhookEndpoint;
import io.hookward.WebhookReceiver;
import io.hookward.request.Delivery;
import io.hookward.request.DeliveryRecord;
import io.hookward.request.Headers;
import io.hookward.request.RejectionReason;
import io.hookward.request.WebhookRequest;
import io.hookward.scheme.Providers;
import io.hookward.testkit.SimulatedProvider;
import io.hookward.verify.WebhookVerifier;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every database has to keep about accepting. */
abstract class AcceptPromises {
    private HikariDataSource pool;
    private InboxFixture bench;

    abstract TestDatabase database();

    @BeforeEach
    void open() throws Exception {
        pool = database().open();
        bench = new InboxFixture(pool);
    }

    @AfterEach
    void close() {
        bench.close();
        pool.close();
    }

    @Test
    @DisplayName("a delivery is acknowledged once its row is there, and a repetition says that it is one")
    void accepted() {
        Inbox inbox = bench.inbox(settings -> settings);
        WebhookRequest request = bench.request("d-1");
        Answer first = bench.answer(inbox, request);
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.headers()).doesNotContainKey(Answer.DUPLICATE_HEADER);
        assertThat(bench.rows()).isEqualTo(1);

        Answer second = bench.answer(inbox, request);
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.headers()).containsEntry(Answer.DUPLICATE_HEADER, "true");
        assertThat(bench.rows()).isEqualTo(1);
    }

    @Test
    @DisplayName("a duplicate of a row that failed for good is acknowledged, and the row stays as it is")
    void duplicateOfFailed() {
        Inbox inbox = bench.inbox(settings -> settings);
        bench.accept(inbox, "d-1");
        long row = bench.row(inbox, "d-1").row();
        assertThat(inbox.deliveries().cancel(row, "tester", "not wanted")).isEqualTo(ChangeResult.DONE);
        assertThat(bench.deliver(inbox, bench.request("d-1"))).isInstanceOf(Reception.Duplicate.class);
        assertThat(bench.status(inbox, "d-1")).isEqualTo(DeliveryStatus.FAILED);
    }

    @Test
    @DisplayName("deliveries without an id are rows of their own")
    void withoutId() {
        Inbox inbox = bench.inbox(settings -> settings);
        WebhookRequest request = bench.github.delivery().withoutId().valid();
        assertThat(bench.deliver(inbox, request)).isInstanceOf(Reception.Accepted.class);
        assertThat(bench.deliver(inbox, request)).isInstanceOf(Reception.Accepted.class);
        assertThat(bench.rows()).isEqualTo(2);
    }

    @Test
    @DisplayName("ids that differ in case, accents or length only are different deliveries")
    void exactIds() {
        Inbox inbox = bench.inbox(settings -> settings);
        String longId = "x".repeat(500);
        bench.accept(inbox, "evt_Ab", "evt_aB", "evt_ab", "evt_äb", "evt_ab ".strip() + "_", longId, longId + "y");
        assertThat(bench.rows()).isEqualTo(7);
    }

    @Test
    @DisplayName("one id delivered twenty times at once to two processes is one row, and all are acknowledged")
    void atOnce() throws Exception {
        Inbox first = bench.inbox(settings -> settings);
        Inbox second = bench.inbox(settings -> settings);
        for (int round = 0; round < 5; round++) {
            WebhookRequest request = bench.request("d-" + round);
            assertThat(concurrently(
                            20,
                            number -> bench.answer(number % 2 == 0 ? first : second, request)
                                    .status()))
                    .containsOnly(200);
        }
        assertThat(bench.rows()).isEqualTo(5);
    }

    private static <T> List<T> concurrently(int number, IntFunction<T> work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(number);
        try {
            CountDownLatch start = new CountDownLatch(1);
            List<Future<T>> futures = new ArrayList<>();
            for (int i = 0; i < number; i++) {
                int mine = i;
                Callable<T> call = () -> {
                    start.await();
                    return work.apply(mine);
                };
                futures.add(threads.submit(call));
            }
            start.countDown();
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    @DisplayName(
            "a duplicate is not acknowledged while the first insert has not committed, nor after it was rolled back")
    void noDuplicateOfNothing() throws Exception {
        Inbox inbox = bench.inbox(settings -> settings.acceptWait(Duration.ofMillis(300)));
        bench.accept(inbox, "template");
        try (Connection other = pool.getConnection()) {
            other.setAutoCommit(false);
            try (var statement = other.createStatement()) {
                statement.executeUpdate(
                        "INSERT INTO hookward_inbox (delivery_key, fingerprint, endpoint, tenant, body_bytes,"
                                + " status, received_at, due_at, lane, attempts, attempts_before, retention)"
                                + " VALUES ('github::d:d-1', 1, 'github', '', 0, 'pending', 1, 1, 'github:', 0, 0, 1)");
            }
            assertThat(bench.answer(inbox, bench.request("d-1")).status()).isEqualTo(503);
            other.rollback();
        }
        Awaitility.await().until(() -> bench.answer(inbox, bench.request("d-1")).status() == 200);
        assertThat(bench.rows()).isEqualTo(2);
    }

    @Test
    @DisplayName("bytes, headers and ids come back as they came, whatever they are, and the signature still verifies")
    void exactPayload() {
        Inbox inbox = bench.inbox(settings -> settings);
        byte[] bytes = new byte[70_000];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        var delivery = bench.github.delivery().id("d-1").body(bytes);
        for (int i = 0; i < 200; i++) {
            delivery.header("X-Header-" + i, "v\u00e4lue \ud83d\ude00 " + i);
        }
        WebhookRequest request = delivery.valid();
        assertThat(bench.deliver(inbox, request)).isInstanceOf(Reception.Accepted.class);
        DeliveryDetail detail =
                inbox.deliveries().get(bench.row(inbox, "d-1").row()).orElseThrow();
        assertThat(detail.payload().body()).isEqualTo(bytes);

        List<Delivery> restored = new ArrayList<>();
        bench.started(settings -> settings.handler((DeliveryHandler) restored::add));
        Awaitility.await().until(() -> bench.status(inbox, "d-1") == DeliveryStatus.DELIVERED);
        DeliveryRecord record = restored.get(0).record();
        assertThat(record.id()).isEqualTo("d-1");
        assertThat(record.body()).isEqualTo(bytes);
        assertThat(restored.get(0).headers().first("X-Header-7")).isEqualTo("v\u00e4lue \ud83d\ude00 7");
        assertThat(WebhookVerifier.builder(bench.github.scheme())
                        .secrets(InboxFixture.SECRET)
                        .build()
                        .verify(WebhookRequest.of(Headers.of(record.headers().toArray(String[]::new)), record.body()))
                        .isAccepted())
                .isTrue();
    }

    @Test
    @DisplayName("empty bodies and bodies of several megabytes are stored")
    void sizes() {
        Inbox inbox = bench.inbox(settings -> settings);
        DeliveryRecord small = record("small", new byte[0]);
        DeliveryRecord large = record("large", new byte[8 << 20]);
        inbox.accept(bench.endpoint, small.restore());
        inbox.accept(bench.endpoint, large.restore());
        assertThat(inbox.deliveries()
                        .get(bench.row(inbox, "small").row())
                        .orElseThrow()
                        .payload()
                        .body())
                .isEmpty();
        assertThat(inbox.deliveries()
                        .get(bench.row(inbox, "large").row())
                        .orElseThrow()
                        .payload()
                        .body())
                .hasSize(8 << 20);
    }

    @Test
    @DisplayName("an id, a type or a header of controls, zeros and half characters is stored and restored exactly")
    void hostileTexts() {
        Inbox inbox = bench.inbox(settings -> settings);
        String hostile = "a\u0000b\ud800c\r\n\u0007'; DROP TABLE hookward_inbox; --\u00ff";
        DeliveryRecord record = new DeliveryRecord(
                "github",
                "github",
                hostile,
                hostile,
                false,
                hostile,
                hostile,
                null,
                Instant.now(),
                null,
                null,
                "POST",
                null,
                null,
                List.of("X-Odd", hostile),
                "\u0000".getBytes(StandardCharsets.UTF_8));
        assertThat(inbox.accept(bench.endpoint, record.restore())).isInstanceOf(Acceptance.Stored.class);
        assertThat(inbox.accept(bench.endpoint, record.restore())).isInstanceOf(Acceptance.Duplicate.class);

        List<Delivery> restored = new ArrayList<>();
        bench.started(settings -> settings.handler((DeliveryHandler) restored::add));
        Awaitility.await().until(() -> restored.size() == 1);
        assertThat(restored.get(0).record()).isEqualTo(record);
    }

    private static DeliveryRecord record(String id, byte[] body) {
        return new DeliveryRecord(
                "github",
                "github",
                null,
                id,
                false,
                null,
                "push",
                null,
                Instant.now(),
                null,
                null,
                "POST",
                null,
                null,
                List.of(),
                body);
    }

    @Test
    @DisplayName("two tenants and two endpoints may use the same id")
    void scopes() {
        Inbox inbox = bench.inbox(settings -> settings);
        for (String endpoint : List.of("github", "other")) {
            for (String tenant : List.of("acme", "globex")) {
                DeliveryRecord record = new DeliveryRecord(
                        endpoint,
                        "github",
                        tenant,
                        "d-1",
                        false,
                        null,
                        null,
                        null,
                        Instant.now(),
                        null,
                        null,
                        "POST",
                        null,
                        null,
                        List.of(),
                        new byte[0]);
                assertThat(inbox.accept(bench.endpoint, record.restore())).isInstanceOf(Acceptance.Stored.class);
            }
        }
        assertThat(bench.rows()).isEqualTo(4);
    }

    @Test
    @DisplayName(
            "more deliveries a second than allowed are answered 429, more open ones than allowed 503, both before a"
                    + " row is written")
    void limits() {
        Inbox slow = bench.inbox(settings ->
                settings.policy("github", InboxFixture.fast().perSecond(1).build()));
        bench.accept(slow, "d-1");
        Answer limited = bench.answer(slow, bench.request("d-2"));
        assertThat(limited.status()).isEqualTo(429);
        assertThat(limited.headers()).containsEntry("Retry-After", "1");
        assertThat(bench.answer(slow, bench.request("d-1")).status()).isEqualTo(200);

        Inbox full = bench.inbox(settings ->
                settings.policy("github", InboxFixture.fast().maxOpen(2).build()));
        bench.accept(full, "d-3");
        Answer refused = bench.answer(full, bench.request("d-4"));
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.headers()).containsEntry("Retry-After", "30");
        assertThat(bench.rows()).isEqualTo(2);

        Inbox heavy = bench.inbox(settings -> settings.maxBytes(100));
        assertThat(bench.answer(heavy, bench.request("d-5")).status()).isEqualTo(503);
    }

    @Test
    @DisplayName("a captured delivery under a new id is refused where the timestamp is signed")
    void replayed() throws SQLException {
        var scheme = Providers.get("avra-timestamped");
        var provider = SimulatedProvider.of(scheme, InboxFixture.SECRET);
        var endpoint =
                WebhookEndpoint.builder(scheme).secrets(InboxFixture.SECRET).build();
        Inbox inbox = bench.inbox(settings -> settings);
        var receiver =
                WebhookReceiver.builder().endpoint(endpoint).acceptor(inbox).build();
        WebhookRequest request = provider.delivery().id("d-1").valid();
        assertThat(receiver.receive(endpoint, request)).isInstanceOf(Reception.Accepted.class);
        assertThat(receiver.receive(endpoint, provider.replay(request, "d-2")))
                .isInstanceOfSatisfying(
                        Reception.Rejected.class,
                        rejected -> assertThat(rejected.why().reason()).isEqualTo(RejectionReason.SIGNATURE_REPLAYED));
        assertThat(receiver.receive(endpoint, request)).isInstanceOf(Reception.Duplicate.class);
        assertThat(bench.rows()).isEqualTo(1);
    }

    @Test
    @DisplayName("while the database does not answer, the provider is answered 503 within the bound")
    void unreachable() throws Exception {
        Inbox inbox = bench.inbox(settings -> settings.acceptWait(Duration.ofMillis(300)));
        bench.accept(inbox, "d-1");
        List<Connection> all = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            all.add(pool.getConnection());
        }
        long start = System.nanoTime();
        assertThat(bench.answer(inbox, bench.request("d-2")).status()).isEqualTo(503);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
        for (Connection connection : all) {
            connection.close();
        }
        Awaitility.await().until(() -> bench.answer(inbox, bench.request("d-2")).status() == 200);
    }
}
