package io.hookward.spring.stores;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookward.Reception;
import io.hookward.claim.BoundedDeliveryStore;
import io.hookward.claim.CaffeineDeliveryStore;
import io.hookward.claim.DeliveryStore;
import io.hookward.jdbc.JdbcDeliveryStore;
import io.hookward.redis.RedisDeliveryStore;
import io.hookward.request.RejectionReason;
import io.hookward.spring.WebhookConfigurationException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

@DisplayName("An application with hookward-jdbc")
class JdbcStoreTest {
    private static final String CREATE = "hookward.store.jdbc.create-table=true";

    @TempDir
    private Path directory;

    private ApplicationContextRunner database() {
        return Instance.runner()
                .withClassLoader(new FilteredClassLoader(RedisDeliveryStore.class))
                .withPropertyValues("spring.datasource.url=jdbc:h2:file:" + directory.resolve("claims"));
    }

    @Test
    @DisplayName("keeps claims in its database, where they survive a restart")
    void survivesRestart() {
        database().withPropertyValues(CREATE).run(context -> {
            assertThat(context.getBean(DeliveryStore.class)).isInstanceOf(BoundedDeliveryStore.class);
            assertThat(context.getBean(BoundedDeliveryStore.class).unwrap()).isInstanceOf(JdbcDeliveryStore.class);
            Instance.of(context).handle("72d3162e");
            assertThat(Instance.of(context).health()).isEqualTo(Status.UP);
        });
        database()
                .run(context ->
                        assertThat(Instance.of(context).receive("72d3162e")).isInstanceOf(Reception.Duplicate.class));
    }

    @Test
    @DisplayName("gives back what it has claimed when it stops, so that another instance handles the retry at once")
    void givesBack() {
        database()
                .withPropertyValues(CREATE)
                .run(context ->
                        assertThat(Instance.of(context).receive("72d3162e")).isInstanceOf(Reception.Admitted.class));
        database()
                .run(context ->
                        assertThat(Instance.of(context).receive("72d3162e")).isInstanceOf(Reception.Admitted.class));
    }

    @Test
    @DisplayName("does not start without the table, and is told the statement that creates it")
    void tableIsMissing() {
        database()
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .isInstanceOf(WebhookConfigurationException.class)
                        .hasMessageContaining("hookward.store.jdbc.table")
                        .satisfies(failure -> assertThat(failure.getMessage().toLowerCase(Locale.ROOT))
                                .contains("create table")));
    }

    @Test
    @DisplayName("answers 503 by policy while the database fails, reports it, and needs no restart")
    void databaseFails() {
        AtomicReference<SwitchedDataSource> switched = new AtomicReference<>();
        database()
                .withPropertyValues(CREATE)
                .withBean(SwitchedDataSources.class, () -> new SwitchedDataSources(switched))
                .run(context -> {
                    Instance instance = Instance.of(context);
                    assertThat(context.getBean(DataSource.class)).isSameAs(switched.get());
                    switched.get().fail();
                    assertThat(instance.receive("1"))
                            .isInstanceOfSatisfying(
                                    Reception.Rejected.class,
                                    rejected -> assertThat(rejected.why().reason())
                                            .isEqualTo(RejectionReason.STORE_UNAVAILABLE));
                    assertThat(instance.health()).isEqualTo(Status.DOWN);
                    switched.get().work();
                    assertThat(instance.receive("1")).isInstanceOf(Reception.Admitted.class);
                    assertThat(instance.health()).isEqualTo(Status.UP);
                });
    }

    @Test
    @DisplayName("that has no database is told so")
    void noDatabase() {
        Instance.runner()
                .withClassLoader(new FilteredClassLoader(RedisDeliveryStore.class))
                .withBean("first", DataSource.class, SwitchedDataSource::broken)
                .withBean("second", DataSource.class, SwitchedDataSource::broken)
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("hookward.store.type")
                        .hasMessageContaining("DataSource"));
    }

    @Test
    @DisplayName("and hookward-redis has to say which")
    void undecided() {
        Instance.runner()
                .withPropertyValues("spring.datasource.url=jdbc:h2:file:" + directory.resolve("claims"), CREATE)
                .run(context ->
                        assertThat(context).getFailure().rootCause().hasMessageContaining("hookward.store.type"));
    }

    @Test
    @DisplayName("can keep claims in memory all the same")
    void memory() {
        Instance.runner()
                .withPropertyValues("hookward.store.type=memory")
                .run(context ->
                        assertThat(context.getBean(DeliveryStore.class)).isInstanceOf(CaffeineDeliveryStore.class));
    }
}
