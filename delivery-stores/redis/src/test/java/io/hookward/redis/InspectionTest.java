package io.hookward.redis;

import static io.hookward.redis.Claims.of;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hookward.claim.Claim;
import io.hookward.claim.ClaimKey;
import io.hookward.claim.ClaimToken;
import io.hookward.claim.StoreFullException;
import io.lettuce.core.RedisException;
import io.lettuce.core.ScriptOutputType;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers whose memory is full, that evict, that tell nothing, and whose clock is wrong. */
class InspectionTest {

    private static final Clock CLOCK = Clock.systemUTC();

    @ParameterizedTest
    @ValueSource(strings = {"allkeys-lru", "volatile-lru", "volatile-ttl"})
    @DisplayName(
            "a policy by which claims are evicted is named in the log at the start and in the report, and evictions are counted")
    void evictingPolicy(String policy) {
        try (RedisProcess server =
                RedisProcess.start(Servers.redis7(), "--maxmemory", "10mb", "--maxmemory-policy", policy)) {
            String log = logOf(
                    () -> RedisDeliveryStore.builder().url(server.url()).build().close());
            assertThat(log)
                    .contains("WARN")
                    .contains("maxmemory-policy " + policy)
                    .contains("Set noeviction");
            try (RedisDeliveryStore store =
                    RedisDeliveryStore.builder().url(server.url()).build()) {
                assertThat(store.inspect(CLOCK).evictionPolicy()).hasValue(policy);
                assertThat(store.evictedKeys()).hasValue(0);
                fill(server);
                assertThat(store.evictedKeys().orElseThrow()).isPositive();
                assertThat(store.inspect(CLOCK).warnings()).anyMatch(each -> each.contains("has evicted"));
            }
        }
    }

    @Test
    @DisplayName("a server that evicts nothing, or has no limit, gives no warning")
    void noWarning() {
        try (RedisDeliveryStore store =
                RedisDeliveryStore.builder().url(Servers.sharedRedis6().url()).build()) {
            RedisReport report = store.inspect(CLOCK);
            assertThat(report.warnings()).isEmpty();
            assertThat(report.evictionPolicy()).hasValue("noeviction");
            assertThat(report.evictedKeys()).hasValue(0);
            assertThat(report.clockOffset().orElseThrow().abs()).isLessThan(Duration.ofSeconds(5));
        }
    }

    @Test
    @DisplayName("a clock that is off is told, ahead or behind")
    void clockOffset() {
        try (RedisDeliveryStore store =
                RedisDeliveryStore.builder().url(Servers.sharedRedis6().url()).build()) {
            RedisReport ahead = store.inspect(Clock.offset(CLOCK, Duration.ofMinutes(-5)));
            assertThat(ahead.clockOffset().orElseThrow()).isBetween(Duration.ofSeconds(295), Duration.ofSeconds(305));
            assertThat(ahead.warnings()).singleElement().asString().contains("ahead of");
            assertThat(store.inspect(Clock.offset(CLOCK, Duration.ofMinutes(5))).warnings())
                    .singleElement()
                    .asString()
                    .contains("behind");
        }
    }

    @Test
    @DisplayName("without INFO the policy comes from CONFIG, and without both a warning says that it is not known")
    void forbidden() {
        try (RedisProcess server =
                RedisProcess.start(Servers.redis6(), "--maxmemory", "50mb", "--maxmemory-policy", "allkeys-random")) {
            String commands = "+eval +evalsha +get +set +pttl +pexpire +del +ping ";
            server.user("config", "pw", "~hookward:* -@all " + commands + "+config|get");
            server.user("nothing", "pw", "~hookward:* -@all " + commands);
            try (RedisDeliveryStore store = RedisDeliveryStore.builder()
                    .url("redis://config:pw@127.0.0.1:" + server.port())
                    .build()) {
                RedisReport report = store.inspect(CLOCK);
                assertThat(report.evictionPolicy()).hasValue("allkeys-random");
                assertThat(report.evictedKeys()).isEmpty();
                assertThat(report.clockOffset()).isEmpty();
                assertThat(report.warnings()).singleElement().asString().contains("allkeys-random");
            }
            try (RedisDeliveryStore store = RedisDeliveryStore.builder()
                    .url("redis://nothing:pw@127.0.0.1:" + server.port())
                    .build()) {
                RedisReport report = store.inspect(CLOCK);
                assertThat(report.evictionPolicy()).isEmpty();
                assertThat(report.warnings()).singleElement().asString().contains("does not tell its maxmemory-policy");
                assertThat(store.evictedKeys()).isEmpty();
                Claims.finish(store, Claims.newKey());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisplayName("a server that is full refuses new claims, and completes, releases and knows those that it has")
    void full(boolean newest) {
        try (RedisProcess server =
                        RedisProcess.start(newest ? Servers.redis7() : Servers.redis6(), "--maxmemory", "10mb");
                RedisDeliveryStore store =
                        RedisDeliveryStore.builder().url(server.url()).build()) {
            ClaimKey done = Claims.newKey();
            ClaimKey two = Claims.signature(done, "c2ln");
            ClaimKey released = Claims.newKey();
            ClaimToken token = Claims.win(store, done, two);
            ClaimToken second = Claims.win(store, released);
            fill(server);

            assertThatExceptionOfType(StoreFullException.class).isThrownBy(() -> Claims.claim(store, Claims.newKey()));
            assertThat(store.complete(of(done, two), token)).isTrue();
            assertThat(Claims.claim(store, done)).isEqualTo(new Claim.Done(done, true));
            assertThat(store.find(two).orElseThrow().remaining()).isGreaterThan(Duration.ofDays(6));
            assertThat(store.release(of(released), second)).isTrue();
        }
    }

    @Test
    @DisplayName("a done mark of an id of 30 characters takes at most 250 bytes")
    void size() {
        for (var executable : List.of(Servers.redis6(), Servers.redis7())) {
            try (RedisProcess server = RedisProcess.start(executable);
                    RedisDeliveryStore store =
                            RedisDeliveryStore.builder().url(server.url()).build()) {
                int count = 4_000;
                Claims.finish(store, Claims.key("orders", "first"));
                long before = Long.parseLong(server.info("used_memory"));
                for (int i = 0; i < count; i++) {
                    Claims.finish(store, Claims.key("orders", "evt_1PqRsT2eZvKYlo2C" + (1_000_000_000 + i)));
                }
                long each = (Long.parseLong(server.info("used_memory")) - before) / count;
                System.out.println("A done mark takes " + each + " bytes on Redis " + server.info("redis_version"));
                assertThat(each).isLessThan(250);
            }
        }
    }

    /** With keys that end some day, so that any policy may evict them. */
    private static void fill(RedisProcess server) {
        String script = """
                for i = 1, 1000 do
                  redis.call('SET', ARGV[1] .. i, string.rep('x', 1000), 'EX', 1000)
                end
                return 0
                """;
        try {
            for (int i = 0; i < 30; i++) {
                server.admin().eval(script, ScriptOutputType.INTEGER, new String[0], "filler-" + i + "-");
            }
        } catch (RedisException full) {
            assertThat(full).hasMessageContaining("OOM");
            // To the last byte, for which a script of a thousand keys was too large a step
            try {
                for (int i = 0; i < 100_000; i++) {
                    server.admin().setex("more-" + i, 1_000, "x".repeat(1_000));
                }
            } catch (RedisException reallyFull) {
                assertThat(reallyFull).hasMessageContaining("OOM");
            }
        }
    }

    private static String logOf(Runnable work) {
        PrintStream before = System.err;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        try {
            work.run();
        } finally {
            System.setErr(before);
        }
        return log.toString(StandardCharsets.UTF_8);
    }
}
