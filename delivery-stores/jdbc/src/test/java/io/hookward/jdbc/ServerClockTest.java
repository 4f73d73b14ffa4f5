package io.hookward.jdbc;

import static io.hookward.jdbc.Deliveries.claim;
import static io.hookward.jdbc.Deliveries.of;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.hookward.claim.Claim;
import io.hookward.claim.ClaimState;
import io.hookward.claim.ClaimToken;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TimeZone;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The server's own clock decides, whatever the zones and the clocks of those who ask. */
class ServerClockTest {

    @ParameterizedTest
    @EnumSource
    @DisplayName("a lease ends by itself, not before its time")
    void leaseEnds(TestDatabase database) {
        try (HikariDataSource pool = database.pool(1)) {
            JdbcDeliveryStore store = database.store(pool).build();
            ClaimToken token = ClaimToken.create();
            long start = System.nanoTime();
            assertThat(store.claim(of("evt_1", "evt_2"), token, Duration.ofMillis(600)))
                    .isInstanceOf(Claim.Won.class);
            assertThat(store.find(Deliveries.key("evt_1"))
                            .map(ClaimState::remaining)
                            .orElseThrow())
                    .isBetween(Duration.ZERO, Duration.ofMillis(600));
            Awaitility.await()
                    .pollInterval(20, TimeUnit.MILLISECONDS)
                    .until(() -> claim(store, "evt_2") instanceof Claim.Won);
            assertThat(System.nanoTime() - start)
                    .isGreaterThanOrEqualTo(Duration.ofMillis(600).toNanos());
            assertThat(store.complete(of("evt_1", "evt_2"), token)).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("the shortest lease and the longest retention are taken")
    void extremes(TestDatabase database) {
        try (HikariDataSource pool = database.pool(1)) {
            JdbcDeliveryStore store = database.store(pool).build();
            assertThat(store.claim(of("evt_1"), ClaimToken.create(), Duration.ofNanos(1)))
                    .isInstanceOf(Claim.Won.class);
            assertThat(claim(store, "evt_1")).isInstanceOf(Claim.Won.class);
            assertThat(store.claim(of("evt_2"), ClaimToken.create(), Duration.ofSeconds(Long.MAX_VALUE)))
                    .isInstanceOf(Claim.Won.class);
            assertThat(store.find(Deliveries.key("evt_2"))
                            .map(ClaimState::remaining)
                            .orElseThrow())
                    .isGreaterThan(Duration.ofDays(36_400));
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("the skew between the clocks is told, with its sign")
    void skew(TestDatabase database) {
        try (HikariDataSource pool = database.pool(1)) {
            JdbcDeliveryStore store = database.store(pool).build();
            assertThat(store.clockSkew().abs()).isLessThan(Duration.ofSeconds(5));
            Duration fast = Duration.ofMinutes(5);
            assertThat(store.clockSkew(Clock.offset(Clock.systemUTC(), fast))
                            .plus(fast)
                            .abs())
                    .isLessThan(Duration.ofSeconds(5));
        }
    }

    @ParameterizedTest
    @EnumSource(names = "MYSQL", mode = EnumSource.Mode.EXCLUDE)
    @DisplayName("instances in zones 25 hours apart, and sessions in others, see the same leases")
    void zones(TestDatabase database) throws IOException, InterruptedException {
        TimeZone before = TimeZone.getDefault();
        String table = TestDatabase.newTable();
        TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
        try (HikariDataSource pool = database.pool(1, inZone(database, database.url(database.port()), "+11:00"))) {
            JdbcDeliveryStore store = database.store(pool).table(table).build();
            assertThat(claim(store, "held here")).isInstanceOf(Claim.Won.class);
            assertThat(store.claim(of("over here"), ClaimToken.create(), Duration.ofNanos(1)))
                    .isInstanceOf(Claim.Won.class);

            String url = inZone(database, database.url(database.port()), "-09:00");
            assertThat(elsewhere("America/Los_Angeles", url, table, "held here", "over here", "held there"))
                    .containsExactly("InFlight", "Won", "Won");

            Claim there = claim(store, "held there");
            assertThat(there).isInstanceOf(Claim.InFlight.class);
            assertThat(((Claim.InFlight) there).remaining()).isBetween(Duration.ofSeconds(1), Deliveries.LEASE);
        } finally {
            TimeZone.setDefault(before);
        }
    }

    private static String inZone(TestDatabase database, String url, String offset) {
        return switch (database) {
            // The drivers send the zone of their JVM
            case POSTGRESQL, H2 -> url;
            case MARIADB, MYSQL -> url + "&sessionVariables=time_zone='" + offset + "'";
        };
    }

    private static List<String> elsewhere(String zone, String url, String table, String... ids)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Duser.timezone=" + zone,
                "-cp",
                System.getProperty("java.class.path"),
                OtherInstance.class.getName(),
                url,
                table));
        command.addAll(List.of(ids));
        Process other = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .directory(new File("target"))
                .start();
        try {
            List<String> lines = new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            assertThat(other.waitFor()).isZero();
            return lines;
        } finally {
            other.destroyForcibly();
        }
    }
}
