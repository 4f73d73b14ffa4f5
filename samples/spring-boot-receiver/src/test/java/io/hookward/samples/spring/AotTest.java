package io.hookward.samples.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookward.WebhookReceiver;
import io.hookward.secret.Secret;
import io.hookward.testkit.HttpSender;
import io.hookward.testkit.SimulatedProvider;
import io.hookward.testkit.TestDelivery;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

@DisplayName("The sample as it was processed ahead of time")
class AotTest {
    private static final String ENABLED = "spring.aot.enabled";

    @BeforeEach
    void aheadOfTime() {
        System.setProperty(ENABLED, "true");
    }

    @AfterEach
    void asUsual() {
        System.clearProperty(ENABLED);
    }

    @Test
    @DisplayName("starts, and its listeners receive")
    void receives() throws Exception {
        SpringApplication application = new SpringApplication(ReceiverApplication.class);
        // Otherwise it is the class whose main method runs, which here is the test runner's
        application.setMainApplicationClass(ReceiverApplication.class);
        try (ConfigurableApplicationContext context =
                application.run("--server.port=0", "--management.server.port=0")) {
            int port = context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
            TestDelivery low = SimulatedProvider.of(
                            context.getBean(WebhookReceiver.class)
                                    .endpointAt("/webhooks/warehouse")
                                    .orElseThrow()
                                    .scheme(),
                            Secret.of("demo-secret-for-warehouse"))
                    .delivery()
                    .body("{\"kind\":\"stock.low\",\"article\":\"ladder\"}");
            HttpSender sender = HttpSender.to("http://127.0.0.1:" + port + "/webhooks/warehouse");

            assertThat(sender.send(low.forged()).status()).isEqualTo(401);
            assertThat(sender.send(low.valid()).status()).isEqualTo(200);
            assertThat(context.getBean(Journal.class).handled()).containsEntry("warehouse", 1);
        }
    }
}
