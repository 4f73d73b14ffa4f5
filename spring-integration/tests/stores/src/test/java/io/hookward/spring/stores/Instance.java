package io.hookward.spring.stores;

import io.hookward.Reception;
import io.hookward.WebhookReceiver;
import io.hookward.scheme.Providers;
import io.hookward.secret.Secret;
import io.hookward.spring.autoconfigure.HookwardAutoConfiguration;
import io.hookward.spring.autoconfigure.HookwardHealthAutoConfiguration;
import io.hookward.spring.autoconfigure.HookwardJdbcStoreAutoConfiguration;
import io.hookward.spring.autoconfigure.HookwardMemoryStoreAutoConfiguration;
import io.hookward.spring.autoconfigure.HookwardMetricsAutoConfiguration;
import io.hookward.spring.autoconfigure.HookwardRedisStoreAutoConfiguration;
import io.hookward.testkit.SimulatedProvider;
import io.hookward.testkit.TestDelivery;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

/** One of the instances of an application that receives from GitHub. */
final class Instance {
    private static final Secret SECRET = Secret.of("not-a-real-secret-of-github");

    private final WebhookReceiver receiver;
    private final ApplicationContext context;

    private Instance(ApplicationContext context) {
        this.receiver = context.getBean(WebhookReceiver.class);
        this.context = context;
    }

    static Instance of(ApplicationContext context) {
        return new Instance(context);
    }

    static ApplicationContextRunner runner() {
        return new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        DataSourceAutoConfiguration.class,
                        DataRedisAutoConfiguration.class,
                        MetricsAutoConfiguration.class,
                        SimpleMetricsExportAutoConfiguration.class,
                        HookwardAutoConfiguration.class,
                        HookwardHealthAutoConfiguration.class,
                        HookwardMetricsAutoConfiguration.class,
                        HookwardJdbcStoreAutoConfiguration.class,
                        HookwardRedisStoreAutoConfiguration.class,
                        HookwardMemoryStoreAutoConfiguration.class))
                .withPropertyValues("hookward.endpoints.github.secret=not-a-real-secret-of-github");
    }

    /** Receives a delivery of this id. */
    Reception receive(String id) {
        TestDelivery delivery =
                SimulatedProvider.of(Providers.get("github"), SECRET).delivery().id(id);
        return receiver.receive(receiver.endpoint("github").orElseThrow(), delivery.valid());
    }

    /** Receives a delivery of this id, and handles it. */
    void handle(String id) {
        ((Reception.Admitted) receive(id)).claim().complete();
    }

    Status health() {
        return context.getBean("webhooksHealthIndicator", HealthIndicator.class)
                .health()
                .getStatus();
    }
}
