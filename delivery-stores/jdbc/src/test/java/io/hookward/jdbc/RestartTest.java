package io.hookward.jdbc;

import static io.hookward.jdbc.Deliveries.claim;
import static io.hookward.jdbc.Deliveries.finish;
import static io.hookward.jdbc.Deliveries.of;
import static io.hookward.jdbc.Deliveries.wins;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.hookward.claim.Claim;
import io.hookward.claim.ClaimToken;
import io.hookward.claim.DeliveryStoreException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a server has answered outlives it. */
class RestartTest {

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    @DisplayName("a server killed between claim and completion knows both when it is back, and the pool finds it again")
    void killed(TestDatabase database) {
        HikariConfig config = database.config(2, database.url());
        config.setConnectionTimeout(1_000);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            JdbcDeliveryStore store = database.store(pool).build();
            ClaimToken token = ClaimToken.create();
            assertThat(finish(store, "done", "also done")).isTrue();
            assertThat(wins(store, token, "open", "also open")).isTrue();

            database.server().kill();
            assertThatThrownBy(() -> claim(store, "done")).isInstanceOf(DeliveryStoreException.class);
            assertThatThrownBy(() -> store.complete(of("open"), token)).isInstanceOf(DeliveryStoreException.class);
            assertThatThrownBy(store::ping).isInstanceOf(DeliveryStoreException.class);

            database.server().restart();
            Awaitility.await()
                    .atMost(60, TimeUnit.SECONDS)
                    .ignoreExceptionsInstanceOf(DeliveryStoreException.class)
                    .untilAsserted(store::ping);
            assertThat(claim(store, "also done", "new")).isInstanceOf(Claim.Done.class);
            assertThat(claim(store, "open")).isInstanceOf(Claim.InFlight.class);
            assertThat(store.complete(of("open", "also open"), token)).isTrue();
            assertThat(finish(store, "new")).isTrue();
        }
    }

    @Test
    @DisplayName("so does H2 in a file, shut down as by a crash")
    void crashedH2(@TempDir Path directory) throws SQLException {
        String url = "jdbc:h2:file:" + directory.resolve("claims") + ";USER=sa";
        ClaimToken token = ClaimToken.create();
        try (HikariDataSource pool = TestDatabase.H2.pool(1, url)) {
            JdbcDeliveryStore store =
                    TestDatabase.H2.store(pool).table("crashed").build();
            assertThat(finish(store, "done")).isTrue();
            assertThat(wins(store, token, "open")).isTrue();
            try (Connection connection = DriverManager.getConnection(url);
                    Statement statement = connection.createStatement()) {
                statement.execute("CHECKPOINT");
                statement.execute("SHUTDOWN IMMEDIATELY");
            }
            Awaitility.await()
                    .ignoreExceptionsInstanceOf(DeliveryStoreException.class)
                    .untilAsserted(store::ping);
            assertThat(claim(store, "done")).isInstanceOf(Claim.Done.class);
            assertThat(store.complete(of("open"), token)).isTrue();
        }
    }
}
