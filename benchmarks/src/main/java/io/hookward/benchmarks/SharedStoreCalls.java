package io.hookward.benchmarks;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.hookward.claim.Claim;
import io.hookward.claim.ClaimEntry;
import io.hookward.claim.ClaimKey;
import io.hookward.claim.ClaimToken;
import io.hookward.claim.DeliveryStore;
import io.hookward.jdbc.JdbcDeliveryStore;
import io.hookward.redis.RedisDeliveryStore;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A claim and its completion in a store that is a server, beside the bare round trip to the same server ({@code PING}, {@code SELECT
 * 1}), with 1, 8 and 64 callers. It prints a table. Give it the URL of a server that runs on this machine and does nothing else.
 */
public final class SharedStoreCalls {
    private static final Duration LEASE = Duration.ofMinutes(5);
    private static final Duration RETENTION = Duration.ofHours(1);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int MOST_CALLERS = 64;
    private static final int WARM_UP = 8_000;
    private static final int CALLS = 20_000;

    private SharedStoreCalls() {}

    /**
     * Measures, and prints a table.
     *
     * @param args {@code redis://...} or {@code jdbc:...}
     */
    public static void main(String[] args) throws Exception {
        String url = args[0];
        if (url.startsWith("jdbc:")) {
            jdbc(url);
        } else {
            redis(url);
        }
    }

    private static void jdbc(String url) throws Exception {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(MOST_CALLERS);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            JdbcDeliveryStore store = JdbcDeliveryStore.builder(pool)
                    .timeout(PATIENCE)
                    .createTable()
                    .build();
            print(store, () -> select(pool));
        }
    }

    private static int select(HikariDataSource pool) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet one = statement.executeQuery("SELECT 1")) {
            one.next();
            return one.getInt(1);
        }
    }

    private static void redis(String url) throws Exception {
        RedisClient client = RedisClient.create(url);
        try (StatefulRedisConnection<String, String> connection = client.connect();
                RedisDeliveryStore store = RedisDeliveryStore.builder()
                        .client(client)
                        .timeout(PATIENCE)
                        .build()) {
            print(store, () -> connection.sync().ping().length());
        } finally {
            client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
        }
    }

    private static void print(DeliveryStore store, Callable<Integer> roundTrip) throws Exception {
        System.out.println(
                "callers | round trip p50, p99 us | claim + complete p50, p99 us | in round trips | deliveries/s");
        for (int callers : new int[] {1, 8, MOST_CALLERS}) {
            measure(callers, WARM_UP, roundTrip);
            measure(callers, WARM_UP, () -> handle(store));
            Result bare = measure(callers, CALLS, roundTrip);
            Result claims = measure(callers, CALLS, () -> handle(store));
            System.out.printf(
                    Locale.ROOT,
                    "%7d | %9.0f %9.0f     | %9.0f %9.0f           | %.2f           | %.0f%n",
                    callers,
                    bare.micros(0.5),
                    bare.micros(0.99),
                    claims.micros(0.5),
                    claims.micros(0.99),
                    claims.micros(0.5) / bare.micros(0.5),
                    claims.perSecond());
        }
    }

    private static int handle(DeliveryStore store) {
        ClaimKey key = new ClaimKey(
                "github", "", ClaimKey.Kind.DELIVERY, UUID.randomUUID().toString());
        List<ClaimEntry> entries = List.of(new ClaimEntry(key, 1, RETENTION));
        ClaimToken token = ClaimToken.create();
        boolean won = store.claim(entries, token, LEASE) instanceof Claim.Won;
        if (!won || !store.complete(entries, token)) {
            throw new IllegalStateException("a new key was not won and completed");
        }
        return 1;
    }

    /** The times of all calls in nanoseconds, sorted, and how long all took. */
    private record Result(List<Long> nanos, long total) {
        double micros(double quantile) {
            return nanos.get((int) (quantile * (nanos.size() - 1))) / 1e3;
        }

        double perSecond() {
            return nanos.size() * 1e9 / total;
        }
    }

    private static Result measure(int callers, int calls, Callable<Integer> call) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        try {
            long start = System.nanoTime();
            List<Future<long[]>> parts = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
                parts.add(threads.submit(() -> times(calls / callers, call)));
            }
            List<Long> all = new ArrayList<>(calls);
            for (Future<long[]> part : parts) {
                Arrays.stream(part.get()).forEach(all::add);
            }
            long total = System.nanoTime() - start;
            all.sort(null);
            return new Result(List.copyOf(all), total);
        } finally {
            threads.shutdownNow();
        }
    }

    private static long[] times(int calls, Callable<Integer> call) throws Exception {
        long[] times = new long[calls];
        long sum = 0;
        for (int i = 0; i < calls; i++) {
            long start = System.nanoTime();
            sum += call.call();
            times[i] = System.nanoTime() - start;
        }
        if (sum <= 0) {
            throw new IllegalStateException("nothing was called");
        }
        return times;
    }
}
