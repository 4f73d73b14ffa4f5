package io.hookward.spring.stores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hookward.Reception;
import io.hookward.claim.BoundedDeliveryStore;
import io.hookward.claim.DeliveryStore;
import io.hookward.jdbc.JdbcDeliveryStore;
import io.hookward.request.RejectionReason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import redis.embedded.RedisServer;

@DisplayName("An application with hookward-redis")
class RedisStoreTest {
    private int port;
    private RedisServer redis;

    @BeforeEach
    void start() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        startAgain();
    }

    private void startAgain() throws IOException {
        redis = RedisServer.newRedisServer()
                .port(port)
                .bind("127.0.0.1")
                .setting("save \"\"")
                .build();
        redis.start();
    }

    @AfterEach
    void stop() throws IOException {
        redis.stop();
    }

    private static ApplicationContextRunner application() {
        return Instance.runner().withClassLoader(new FilteredClassLoader(JdbcDeliveryStore.class));
    }

    @Test
    @DisplayName("keeps claims in the Redis of its own URL, which instances share")
    void ownUrl() {
        ApplicationContextRunner instance =
                application().withPropertyValues("hookward.store.redis.url=redis://127.0.0.1:" + port);
        instance.run(one -> instance.run(other -> {
            assertThat(one.getBean(DeliveryStore.class)).isInstanceOf(BoundedDeliveryStore.class);
            assertThat(Instance.of(one).health()).isEqualTo(Status.UP);
            Instance.of(one).handle("72d3162e");
            assertThat(Instance.of(other).receive("72d3162e")).isInstanceOf(Reception.Duplicate.class);
            assertThat(Instance.of(one).receive("4d5e")).isInstanceOf(Reception.Admitted.class);
            assertThat(Instance.of(other).receive("4d5e")).isInstanceOf(Reception.InFlight.class);
        }));
        instance.run(later -> assertThat(Instance.of(later).receive("4d5e")).isInstanceOf(Reception.Admitted.class));
    }

    @Test
    @DisplayName("uses the connection of Spring Data where there is one")
    void springData() {
        ApplicationContextRunner instance =
                application().withPropertyValues("spring.data.redis.host=127.0.0.1", "spring.data.redis.port=" + port);
        instance.run(context -> Instance.of(context).handle("72d3162e"));
        instance.run(context ->
                assertThat(Instance.of(context).receive("72d3162e")).isInstanceOf(Reception.Duplicate.class));
    }

    @Test
    @DisplayName("answers 503 by policy while Redis is down, reports it, and goes on when it is back")
    void redisFails() {
        application()
                .withPropertyValues("hookward.store.redis.url=redis://127.0.0.1:" + port)
                .run(context -> {
                    Instance instance = Instance.of(context);
                    instance.handle("1");
                    redis.stop();
                    assertThat(instance.receive("2"))
                            .isInstanceOfSatisfying(
                                    Reception.Rejected.class,
                                    rejected -> assertThat(rejected.why().reason())
                                            .isEqualTo(RejectionReason.STORE_UNAVAILABLE));
                    assertThat(instance.health()).isEqualTo(Status.DOWN);
                    startAgain();
                    await().until(() -> instance.receive("2") instanceof Reception.Admitted);
                    assertThat(instance.health()).isEqualTo(Status.UP);
                });
    }

    @Test
    @DisplayName("that names no Redis is told so")
    void noRedis() {
        Instance.runner()
                .withClassLoader(new FilteredClassLoader(JdbcDeliveryStore.class, LettuceConnectionFactory.class))
                .run(context ->
                        assertThat(context).getFailure().rootCause().hasMessageContaining("hookward.store.redis.url"));
    }
}
