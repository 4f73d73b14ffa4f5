package io.hookward.jdbc;

import static io.hookward.jdbc.Deliveries.LEASE;
import static io.hookward.jdbc.Deliveries.claim;
import static io.hookward.jdbc.Deliveries.finish;
import static io.hookward.jdbc.Deliveries.of;
import static io.hookward.jdbc.Deliveries.wins;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.hookward.claim.Claim;
import io.hookward.claim.ClaimToken;
import io.hookward.claim.DeliveryStoreException;
import io.hookward.testkit.CuttingProxy;
import io.hookward.testkit.CuttingProxy.Cut;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A connection that breaks at any moment of a call leaves all keys or none changed, and the call can be repeated. */
class BrokenNetworkTest {

    private static final int MOST_REQUESTS = 40;
    private static final List<Cut> BREAKS = List.of(Cut.BEFORE, Cut.WITHIN, Cut.AFTER);

    private int count;

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "cut before, within or after any request of a call, the call is right or fails, and is right when repeated")
    void cutAnywhere(TestDatabase database) {
        try (CuttingProxy proxy = CuttingProxy.to(database.port());
                HikariDataSource pool = database.pool(1, database.url(proxy.port()))) {
            JdbcDeliveryStore store =
                    database.store(pool).timeout(Duration.ofSeconds(10)).build();
            // The driver of MySQL sends so much that more would take long, and the statements are those of MariaDB
            int most = database == TestDatabase.MYSQL ? 1 : 2;
            for (int keys = 1; keys <= most; keys++) {
                int size = keys;
                if (database == TestDatabase.POSTGRESQL || database == TestDatabase.MARIADB) {
                    for (Cut cut : BREAKS) {
                        cutEach(proxy, List.of(cut), () -> claimIsRepeated(store, ids(size)));
                    }
                } else {
                    cutEach(proxy, BREAKS, () -> claimIsRepeated(store, ids(size)));
                }
                cutEach(proxy, BREAKS, () -> endIsRepeated(store, ids(size)));
            }
        }
    }

    private String[] ids(int keys) {
        count++;
        return keys == 1 ? new String[] {"one-" + count} : new String[] {"first-" + count, "second-" + count};
    }

    /** Runs the scenario as often as it makes requests, each time with another one cut, in these ways by turns. */
    private static void cutEach(CuttingProxy proxy, List<Cut> cuts, BooleanSupplier scenario) {
        for (int before = 0; before < MOST_REQUESTS; before++) {
            proxy.cut(cuts.get(before % cuts.size()), before);
            assertThat(scenario.getAsBoolean()).isTrue();
            if (proxy.cancel()) {
                // It made fewer requests
                return;
            }
        }
    }

    private static boolean claimIsRepeated(JdbcDeliveryStore store, String... ids) {
        ClaimToken token = ClaimToken.create();
        try {
            assertThat(wins(store, token, ids)).isTrue();
        } catch (DeliveryStoreException lost) {
            assertThat(repeated(() -> wins(store, token, ids))).isTrue();
        }
        for (String id : ids) {
            assertThat(claimed(store, id)).isInstanceOf(Claim.InFlight.class);
        }
        return true;
    }

    private static boolean endIsRepeated(JdbcDeliveryStore store, String... ids) {
        ClaimToken token = ClaimToken.create();
        assertThat(repeated(() -> wins(store, token, ids))).isTrue();
        assertThat(repeated(() -> store.renew(of(ids), token, LEASE))).isTrue();
        assertThat(repeated(() -> store.release(of(ids), token))).isTrue();
        assertThat(repeated(() -> wins(store, token, ids))).isTrue();
        assertThat(repeated(() -> store.complete(of(ids), token))).isTrue();
        for (String id : ids) {
            assertThat(claimed(store, id)).isInstanceOf(Claim.Done.class);
        }
        return true;
    }

    private static Claim claimed(JdbcDeliveryStore store, String id) {
        return repeated(() -> claim(store, id));
    }

    /** A pool may hand out a connection that is lost once more, if it was in use a moment ago. */
    private static <T> T repeated(Callable<T> call) {
        return Awaitility.await()
                .pollInterval(20, TimeUnit.MILLISECONDS)
                .ignoreExceptionsInstanceOf(DeliveryStoreException.class)
                .until(call, answer -> true);
    }

    @ParameterizedTest
    @EnumSource(names = "H2", mode = EnumSource.Mode.EXCLUDE)
    @DisplayName("a network that falls silent costs a call no more than the timeout, and its connection")
    void silence(TestDatabase database) {
        try (CuttingProxy proxy = CuttingProxy.to(database.port());
                HikariDataSource pool = database.pool(1, database.url(proxy.port()))) {
            JdbcDeliveryStore store = database.store(pool).build();
            assertThat(finish(store, "evt_1")).isTrue();
            proxy.cut(Cut.SILENCE, 0);
            long start = System.nanoTime();
            assertThatThrownBy(() -> claim(store, "evt_2")).isInstanceOf(DeliveryStoreException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isBetween(Duration.ofMillis(450), Duration.ofSeconds(3));
            proxy.cutAll();
            assertThat(claimed(store, "evt_2")).isInstanceOf(Claim.Won.class);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    @DisplayName(
            "a claim and a completion cost PostgreSQL a round trip each, however many keys; MariaDB needs three for one key")
    void roundTrips(TestDatabase database) {
        try (CuttingProxy proxy = CuttingProxy.to(database.port());
                HikariDataSource pool = database.pool(1, database.url(proxy.port()))) {
            JdbcDeliveryStore store =
                    database.store(pool).timeout(Duration.ofSeconds(10)).build();
            for (int i = 0; i < 8; i++) {
                // Drivers prepare a statement once it has been used a few times
                finish(store, "warm-" + i);
            }
            boolean together = database == TestDatabase.POSTGRESQL;
            assertThat(requests(proxy, () -> finish(store, "evt_1"))).isEqualTo(together ? 2 : 3);
            assertThat(requests(proxy, () -> finish(store, "evt_2", "sig_2"))).isLessThanOrEqualTo(together ? 2 : 20);
            assertThat(requests(proxy, () -> claim(store, "evt_1") instanceof Claim.Done))
                    .isEqualTo(together ? 1 : 2);
        }
    }

    private static int requests(CuttingProxy proxy, BooleanSupplier calls) {
        int before = proxy.requests();
        assertThat(calls.getAsBoolean()).isTrue();
        return proxy.requests() - before;
    }
}
