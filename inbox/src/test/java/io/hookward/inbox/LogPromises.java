package io.hookward.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.hookward.DeliveryHandler;
import io.hookward.Reception;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every database has to keep about the delivery log, and what people do with it. */
abstract class LogPromises {
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

    private void awaitStatus(Inbox inbox, long row, DeliveryStatus status) {
        await().atMost(Duration.ofSeconds(15))
                .until(() -> inbox.deliveries().get(row).orElseThrow().summary().status() == status);
    }

    private static List<String> ids(DeliveryPage page) {
        return page.deliveries().stream().map(DeliverySummary::id).toList();
    }

    @Test
    @DisplayName("pages lead through the log, newest first, there and back, also while rows come and go")
    void pages() {
        Inbox inbox = bench.inbox(settings -> settings);
        bench.accept(inbox, "d-1", "d-2", "d-3", "d-4", "d-5");
        Deliveries log = inbox.deliveries();
        DeliveryPage first = log.list(null, 2, DeliveryFilter.ALL);
        assertThat(ids(first)).containsExactly("d-5", "d-4");
        assertThat(first.previousCursor()).isNull();
        assertThat(first.hasMore()).isTrue();

        bench.accept(inbox, "d-6");
        log.forget(bench.row(inbox, "d-4").row(), "tester", "");
        DeliveryPage second = log.list(first.nextCursor(), 2, DeliveryFilter.ALL);
        assertThat(ids(second)).containsExactly("d-3", "d-2");
        DeliveryPage third = log.list(second.nextCursor(), 2, DeliveryFilter.ALL);
        assertThat(ids(third)).containsExactly("d-1");
        assertThat(third.hasMore()).isFalse();
        DeliveryPage back = log.list(third.previousCursor(), 2, DeliveryFilter.ALL);
        assertThat(ids(back)).containsExactly("d-3", "d-2");
        DeliveryPage start = log.list(back.previousCursor(), 2, DeliveryFilter.ALL);
        assertThat(ids(start)).containsExactly("d-6", "d-5");
        assertThat(start.previousCursor()).isNull();
        assertThat(log.list(start.nextCursor(), 10, DeliveryFilter.ALL).nextCursor())
                .isNull();
        for (String forged : List.of("x", "o", "o-1", "o1; DROP", "o9999999999999999999999")) {
            assertThatIllegalArgumentException().isThrownBy(() -> log.list(forged, 2, DeliveryFilter.ALL));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> log.list(null, 0, DeliveryFilter.ALL));
        assertThatIllegalArgumentException().isThrownBy(() -> log.list(null, 201, DeliveryFilter.ALL));
    }

    @Test
    @DisplayName("the log is filtered by endpoint, tenant, type, status, time, id and text")
    void filters() {
        Inbox inbox = bench.inbox(settings -> settings);
        Instant before = Instant.now().minusSeconds(3600);
        inbox.accept(bench.endpoint, Records.of("github", "acme", "a-100%_!").restore());
        inbox.accept(bench.endpoint, Records.of("github", "globex", "b").restore());
        inbox.accept(bench.endpoint, Records.of("other", null, "c").restore());
        inbox.deliveries().cancel(bench.row(inbox, "c").row(), "tester", "Not WANTED");
        DeliveryFilter all = DeliveryFilter.ALL;
        assertThat(found(inbox, all.endpoint("github"))).containsExactly("b", "a-100%_!");
        assertThat(found(inbox, all.tenant("acme"))).containsExactly("a-100%_!");
        assertThat(found(inbox, all.eventType("push"))).hasSize(3);
        assertThat(found(inbox, all.eventType("pull"))).isEmpty();
        assertThat(found(inbox, all.status(DeliveryStatus.FAILED))).containsExactly("c");
        assertThat(found(inbox, all.id("b").endpoint("github"))).containsExactly("b");
        assertThat(found(inbox, all.received(before, null))).hasSize(3);
        assertThat(found(inbox, all.received(null, before))).isEmpty();
        assertThat(found(inbox, all.text("not wanted"))).containsExactly("c");
        assertThat(found(inbox, all.text("100%_!"))).containsExactly("a-100%_!");
        assertThat(found(inbox, all.text("1%!"))).isEmpty();
        assertThat(found(inbox, all.text("PUS"))).hasSize(3);
        assertThat(found(inbox, all.text("' OR 1=1 --"))).isEmpty();
    }

    private static List<String> found(Inbox inbox, DeliveryFilter filter) {
        return ids(inbox.deliveries().list(null, 10, filter));
    }

    @Test
    @DisplayName(
            "a replay is a new row, linked, whose handler is told; it may be done again, and the provider's repetition"
                    + " stays a duplicate")
    void replay() {
        List<String> story = Collections.synchronizedList(new ArrayList<>());
        Inbox inbox = bench.started(settings -> settings.handler((delivery, attempt) ->
                story.add(delivery.id().orElseThrow() + " " + attempt.replayOf().orElse(0))));
        bench.accept(inbox, "d-1");
        long row = bench.row(inbox, "d-1").row();
        awaitStatus(inbox, row, DeliveryStatus.DELIVERED);
        long first = inbox.deliveries().replay(row, "ann", "lost in the shop").row();
        awaitStatus(inbox, first, DeliveryStatus.DELIVERED);
        long second = inbox.deliveries().replay(first, "bob", "again").row();
        awaitStatus(inbox, second, DeliveryStatus.DELIVERED);

        assertThat(story).containsExactly("d-1 0", "d-1 " + row, "d-1 " + row);
        assertThat(inbox.deliveries().get(second).orElseThrow().summary().replayOf())
                .isEqualTo(row);
        assertThat(bench.deliver(inbox, bench.request("d-1"))).isInstanceOf(Reception.Duplicate.class);
        assertThat(inbox.health(Duration.ofDays(1)).endpoints())
                .singleElement()
                .satisfies(health -> assertThat(health.total()).isEqualTo(1));
        assertThat(inbox.deliveries().audit(null, 10))
                .extracting(AuditEntry::actor, AuditEntry::action, AuditEntry::row)
                .containsExactly(tuple("bob", "replay", first), tuple("ann", "replay", row));
        assertThat(inbox.deliveries().audit(null, 10).get(1).detail()).isEqualTo("lost in the shop: as row " + first);
    }

    @Test
    @DisplayName("a row that is open is not replayed, and several replays of one delivery never run at the same time")
    void noReplayBesideARun() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch open = new CountDownLatch(1);
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Inbox inbox = bench.started(settings -> settings.handler((DeliveryHandler) delivery -> {
            entered.countDown();
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            open.await();
            running.decrementAndGet();
        }));
        bench.accept(inbox, "d-1");
        entered.await();
        long row = bench.row(inbox, "d-1").row();
        assertThat(inbox.deliveries().replay(row, "ann", "").result()).isEqualTo(ChangeResult.PROCESSING);
        assertThat(inbox.deliveries().retryNow(row, "ann", "")).isEqualTo(ChangeResult.PROCESSING);
        assertThat(inbox.deliveries().cancel(row, "ann", "")).isEqualTo(ChangeResult.PROCESSING);
        assertThat(inbox.deliveries().forget(row, "ann", "")).isEqualTo(ChangeResult.PROCESSING);
        open.countDown();
        awaitStatus(inbox, row, DeliveryStatus.DELIVERED);
        List<Long> replays = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            replays.add(inbox.deliveries().replay(row, "ann", "").row());
        }
        for (long each : replays) {
            awaitStatus(inbox, each, DeliveryStatus.DELIVERED);
        }
        assertThat(most).hasValue(1);
    }

    @Test
    @DisplayName("a range is replayed as its dry run said, with what cannot be replayed left out")
    void replayAll() {
        AtomicInteger runs = new AtomicInteger();
        Inbox inbox = bench.started(
                settings -> settings.handler("github", (DeliveryHandler) delivery -> runs.incrementAndGet()));
        bench.accept(inbox, "d-1", "d-2", "d-3");
        inbox.accept(bench.endpoint, Records.of("other", null, "open").restore());
        await().until(() -> found(inbox, DeliveryFilter.ALL.status(DeliveryStatus.DELIVERED))
                        .size()
                == 3);
        TestDatabase.change(
                pool,
                "DELETE FROM hookward_inbox_payload WHERE row_id = "
                        + bench.row(inbox, "d-2").row());
        ReplayReport dry = inbox.deliveries().replayAll(DeliveryFilter.ALL, 100, true, "ann", "range");
        assertThat(dry.matched()).isEqualTo(4);
        assertThat(dry.skipped()).isEqualTo(2);
        assertThat(runs).hasValue(3);
        ReplayReport done = inbox.deliveries().replayAll(DeliveryFilter.ALL, 100, false, "ann", "range");
        assertThat(done.replayed()).isEqualTo(dry.replayed());
        await().until(() -> runs.get() == 5);
        // Replays themselves are not replayed
        assertThat(inbox.deliveries()
                        .replayAll(DeliveryFilter.ALL, 100, true, "ann", "range")
                        .replayed())
                .isEqualTo(dry.replayed());
    }

    @Test
    @DisplayName("retry goes on with a row that has failed, which gets as many attempts as a new one")
    void retryNow() {
        AtomicInteger runs = new AtomicInteger();
        Inbox inbox = bench.started(settings -> settings.handler((DeliveryHandler) delivery -> {
            if (runs.incrementAndGet() <= 8) {
                throw new IOException("no");
            }
        }));
        bench.accept(inbox, "d-1");
        long row = bench.row(inbox, "d-1").row();
        awaitStatus(inbox, row, DeliveryStatus.FAILED);
        assertThat(runs).hasValue(5);
        assertThat(inbox.deliveries().retryNow(row, "ann", "mended")).isEqualTo(ChangeResult.DONE);
        awaitStatus(inbox, row, DeliveryStatus.DELIVERED);
        assertThat(inbox.deliveries().get(row).orElseThrow().attempts()).hasSize(9);
        assertThat(bench.rows()).isEqualTo(1);
        assertThat(inbox.deliveries().retryNow(row, "ann", "")).isEqualTo(ChangeResult.WRONG_STATE);
        assertThat(inbox.deliveries().retryNow(4711, "ann", "")).isEqualTo(ChangeResult.NOT_FOUND);
    }

    @Test
    @DisplayName("a row that is forgotten is accepted anew when the provider repeats it")
    void forget() {
        AtomicInteger runs = new AtomicInteger();
        Inbox inbox = bench.started(settings -> settings.handler((DeliveryHandler) delivery -> runs.incrementAndGet()));
        bench.accept(inbox, "d-1");
        awaitStatus(inbox, bench.row(inbox, "d-1").row(), DeliveryStatus.DELIVERED);
        assertThat(inbox.deliveries().forget(bench.row(inbox, "d-1").row(), "ann", "was a test"))
                .isEqualTo(ChangeResult.DONE);
        assertThat(bench.rows()).isZero();
        assertThat(TestDatabase.number(pool, "SELECT COUNT(*) FROM hookward_inbox_attempts"))
                .isZero();
        assertThat(TestDatabase.number(pool, "SELECT COUNT(*) FROM hookward_inbox_payload"))
                .isZero();
        bench.accept(inbox, "d-1");
        await().until(() -> runs.get() == 2);
        assertThat(inbox.deliveries().audit(null, 1).get(0).action()).isEqualTo("forget");
    }

    @Test
    @DisplayName("pruning removes final rows whose time is over, in batches, and nothing that is open")
    void prune() {
        Inbox handling = bench.started(settings -> settings.handler("github", (DeliveryHandler) delivery -> {
                    if (delivery.id().orElseThrow().startsWith("f")) {
                        throw new UndeliverableException("no");
                    }
                })
                .payloadRetention(Duration.ZERO));
        for (int i = 0; i < 20; i++) {
            bench.accept(handling, "d-" + i, "f-" + i);
        }
        handling.accept(bench.endpoint, Records.of("other", null, "open").restore());
        await().until(() -> TestDatabase.number(pool, "SELECT COUNT(*) FROM hookward_inbox WHERE lane IS NULL") == 40);
        assertThat(handling.prune()).isEqualTo(20);
        assertThat(bench.rows()).isEqualTo(41);
        assertThat(handling.deliveries()
                        .get(bench.row(handling, "d-1").row())
                        .orElseThrow()
                        .payload())
                .isNull();
        assertThat(handling.deliveries()
                        .replay(bench.row(handling, "d-1").row(), "ann", "")
                        .result())
                .isEqualTo(ChangeResult.PAYLOAD_GONE);
        assertThat(bench.deliver(handling, bench.request("d-1"))).isInstanceOf(Reception.Duplicate.class);

        TestDatabase.change(pool, "UPDATE hookward_inbox SET expires_at = 1 WHERE expires_at IS NOT NULL");
        assertThat(handling.prune()).isEqualTo(40);
        assertThat(bench.rows()).isEqualTo(1);
        assertThat(bench.status(handling, "open")).isEqualTo(DeliveryStatus.PENDING);
        assertThat(TestDatabase.number(pool, "SELECT COUNT(*) FROM hookward_inbox_payload"))
                .isEqualTo(1);
        assertThat(TestDatabase.number(pool, "SELECT COUNT(*) FROM hookward_inbox_attempts"))
                .isZero();
    }

    @Test
    @DisplayName(
            "a final row is remembered at least as long as its endpoint remembers ids, however short the log is kept")
    void retention() {
        Inbox inbox = bench.started(
                settings -> settings.logRetention(Duration.ZERO).handler((DeliveryHandler) delivery -> {}));
        bench.accept(inbox, "d-1");
        awaitStatus(inbox, bench.row(inbox, "d-1").row(), DeliveryStatus.DELIVERED);
        long micros = TestDatabase.number(pool, "SELECT expires_at - finished_at FROM hookward_inbox");
        assertThat(Micros.duration(micros)).isEqualTo(bench.endpoint.retention());
        assertThat(inbox.prune()).isZero();
    }

    @Test
    @DisplayName("encrypted payloads cannot be found in the database, are handled under a rotated key, and fail without"
            + " theirs")
    void encryption() {
        byte[] old = new byte[32];
        byte[] fresh = new byte[16];
        fresh[0] = 1;
        Inbox first = bench.inbox(settings -> settings.encrypt(PayloadKeys.of("old", old)));
        bench.deliver(first, bench.request("d-1", "{\"card\":\"4711471147114711\"}"));
        bench.deliver(first, bench.request("d-2", "{\"card\":\"4711471147114711\"}"));
        assertThat(TestDatabase.number(pool, "SELECT COUNT(*) FROM hookward_inbox_payload WHERE key_id = 'old'"))
                .isEqualTo(2);
        Payload stored = InboxDatabase.of(pool)
                .run(connection -> new DeliveryQueries(InboxDatabase.of(pool))
                        .payload(connection, bench.row(first, "d-1").row()));
        assertThat(new String(stored.body(), StandardCharsets.ISO_8859_1)).doesNotContain("4711");
        assertThat(new String(stored.head(), StandardCharsets.ISO_8859_1)).doesNotContain("X-GitHub");

        List<String> handled = Collections.synchronizedList(new ArrayList<>());
        Inbox without = bench.inbox(settings -> settings);
        assertThat(without.deliveries()
                        .get(bench.row(first, "d-1").row())
                        .orElseThrow()
                        .problem())
                .contains("encrypted");
        Inbox rotated = bench.started(settings -> settings.encrypt(
                        PayloadKeys.of("new", fresh).and("old", old))
                .handler((DeliveryHandler)
                        delivery -> handled.add(delivery.json().get("card").asString())));
        await().until(() -> handled.size() == 2);
        bench.deliver(rotated, bench.request("d-3", "{\"card\":\"3\"}"));
        await().until(() -> handled.contains("3"));
        assertThat(handled).containsExactly("4711471147114711", "4711471147114711", "3");
    }

    @Test
    @DisplayName(
            "people see neither credentials nor signatures nor what is redacted, and credentials are not stored at all")
    void redaction() {
        Inbox inbox = bench.inbox(settings ->
                settings.redact(Redaction.DEFAULT.headers("X-Internal").pointers("/card", "/items/*/pin")));
        bench.deliver(
                inbox,
                bench.github
                        .delivery()
                        .id("d-1")
                        .header("Authorization", "Bearer abc123")
                        .header("Cookie", "abc123")
                        .header("X-Internal", "abc123")
                        .header("X-Api-Key", "abc123")
                        .body(
                                "{\"card\":\"abc123\",\"name\":\"n\",\"items\":[{\"pin\":\"abc123\"},{\"pin\":[\"abc123\"]}]}")
                        .valid());
        DeliveryDetail detail =
                inbox.deliveries().get(bench.row(inbox, "d-1").row()).orElseThrow();
        String shown = new String(detail.payload().body(), StandardCharsets.UTF_8);
        assertThat(shown)
                .isEqualTo("{\"card\":\"***\",\"name\":\"n\",\"items\":[{\"pin\":\"***\"},{\"pin\":\"***\"}]}");
        assertThat(detail.payload().headers().toString())
                .doesNotContain("abc123", "sha256=")
                .contains("X-GitHub-Delivery");
        assertThat(detail.payload().headers()).doesNotContain("Authorization", "Cookie");
        assertThat(detail.toString()).doesNotContain("abc123", "card");
    }

    @Test
    @DisplayName("health tells of what was handled, what failed and what waits, for each endpoint")
    void health() {
        Inbox inbox = bench.started(settings -> settings.handler("github", (DeliveryHandler) delivery -> {
            if (delivery.id().orElseThrow().startsWith("f")) {
                throw new UndeliverableException("no");
            }
        }));
        bench.accept(inbox, "d-1", "d-2", "d-3", "f-1");
        await().until(() -> TestDatabase.number(pool, "SELECT COUNT(*) FROM hookward_inbox WHERE lane IS NULL") == 4);
        InboxHealth health = inbox.health(Duration.ofHours(1));
        assertThat(health.workersAlive()).isTrue();
        assertThat(health.oldestOpen()).isNull();
        assertThat(health.endpoints()).singleElement().satisfies(github -> {
            assertThat(github.total()).isEqualTo(4);
            assertThat(github.delivered()).isEqualTo(3);
            assertThat(github.failed()).isEqualTo(1);
            assertThat(github.successRate()).isEqualTo(0.75);
            assertThat(github.lastFailures()).extracting(DeliverySummary::id).containsExactly("f-1");
        });
    }
}
