package io.hookward.spring.actuate;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookward.Reception;
import io.hookward.WebhookEndpoint;
import io.hookward.WebhookReceiver;
import io.hookward.claim.CaffeineDeliveryStore;
import io.hookward.claim.Claim;
import io.hookward.claim.ClaimEntry;
import io.hookward.claim.ClaimKey;
import io.hookward.claim.ClaimState;
import io.hookward.claim.ClaimToken;
import io.hookward.claim.DeliveryStore;
import io.hookward.claim.DeliveryStoreException;
import io.hookward.scheme.Providers;
import io.hookward.secret.Secret;
import io.hookward.secret.SecretSource;
import io.hookward.spring.WebhookEndpoints;
import io.hookward.spring.actuate.WebhooksDescriptor.EndpointDescriptor;
import io.hookward.spring.actuate.WebhooksDescriptor.SecretDescriptor;
import io.hookward.testkit.MutableClock;
import io.hookward.testkit.SimulatedProvider;
import io.hookward.testkit.TestDelivery;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

@DisplayName("An operator")
class OperatorTest {
    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
    private static final Instant ROTATED = NOW.plus(Duration.ofHours(1));
    private static final Secret NEW =
            Secret.builder("not-a-real-secret-new").id("new").build();
    private static final Secret OLD =
            Secret.builder("not-a-real-secret-old").id("old").notAfter(ROTATED).build();

    private final MutableClock clock = MutableClock.at(NOW);
    private final WebhookStatistics statistics = new WebhookStatistics(clock);
    private final DeliveryStore store =
            CaffeineDeliveryStore.builder().capacity(10).build();

    private static WebhookEndpoint endpoint(String provider, SecretSource secrets) {
        return WebhookEndpoint.builder(Providers.get(provider)).secrets(secrets).build();
    }

    private static WebhookEndpoints endpoints(SecretSource ofStripe) {
        List<WebhookEndpoint> all = Stream.of("stripe", "github", "shopify", "avala", "zoom")
                .map(name -> endpoint(name, name.equals("stripe") ? ofStripe : SecretSource.of(NEW)))
                .toList();
        return new WebhookEndpoints(all, Map.of("stripe", ofStripe));
    }

    private WebhookReceiver receiver(WebhookEndpoints endpoints, DeliveryStore claims) {
        return WebhookReceiver.builder()
                .endpoints(endpoints.all())
                .store(claims)
                .clock(clock)
                .listener(statistics)
                .build();
    }

    private WebhooksDescriptor seen(WebhookEndpoints endpoints) {
        return new WebhooksEndpoint(receiver(endpoints, store), endpoints, statistics, store, clock).webhooks();
    }

    private Reception receive(WebhookReceiver receiver, TestDelivery delivery) {
        return receiver.receive(receiver.endpointAt("/webhooks/stripe").orElseThrow(), delivery.valid());
    }

    @Test
    @DisplayName("sees the endpoints in the order in which they were configured")
    void order() {
        assertThat(seen(endpoints(SecretSource.of(NEW))).endpoints())
                .extractingFromEntries(Map.Entry::getKey)
                .containsExactly("stripe", "github", "shopify", "avala", "zoom");
    }

    @Test
    @DisplayName("sees what became of requests, which secret is still in use, and whose clock is wrong")
    void counts() {
        WebhookEndpoints endpoints = endpoints(SecretSource.of(NEW, OLD));
        WebhookReceiver receiver = receiver(endpoints, store);
        TestDelivery delivery = SimulatedProvider.of(Providers.get("stripe"), OLD)
                .clock(clock)
                .delivery()
                .id("1");
        assertThat(receive(receiver, delivery)).isInstanceOfSatisfying(Reception.Admitted.class, first -> {
            assertThat(receive(receiver, delivery)).isInstanceOf(Reception.InFlight.class);
            first.claim().complete();
        });
        clock.advance(Duration.ofSeconds(30));
        assertThat(receive(receiver, delivery.sentAt(clock.instant().plusSeconds(20))))
                .isInstanceOf(Reception.Duplicate.class);
        assertThat(receiver.receive(receiver.endpointAt("/webhooks/stripe").orElseThrow(), delivery.forged()))
                .isInstanceOf(Reception.Rejected.class);

        EndpointDescriptor stripe = seen(endpoints).endpoints().get("stripe");

        assertThat(stripe).isNotNull();
        assertThat(stripe.outcomes())
                .isEqualTo(Map.of("handled", 1L, "failed", 0L, "in_flight", 1L, "duplicate", 1L, "rejected", 1L));
        assertThat(stripe.reasons()).isEqualTo(Map.of("signature_mismatch", 1L));
        assertThat(stripe.secrets())
                .containsExactly(
                        new SecretDescriptor("new", true, 0, null),
                        new SecretDescriptor("old", true, 3, NOW.plusSeconds(30).toString()));
        assertThat(stripe.clockSkew()).isEqualTo("PT-20S");
        assertThat(seen(endpoints).store().size()).isEqualTo(1);
    }

    @Test
    @DisplayName("hears from health that an endpoint has no secret any more, and which")
    void withoutSecret() {
        WebhooksHealthIndicator indicator = new WebhooksHealthIndicator(endpoints(SecretSource.of(OLD)), store, clock);

        assertThat(indicator.health().getStatus()).isEqualTo(Status.UP);
        clock.set(ROTATED.plusMillis(1));

        Health health = indicator.health();
        assertThat(health.getStatus()).isEqualTo(Status.DOWN);
        assertThat(health.getDetails()).containsEntry("endpointsWithoutSecret", List.of("stripe"));
    }

    @Test
    @DisplayName("hears from health and the endpoint that the store does not answer, whatever it throws")
    void unreachable() {
        for (RuntimeException failure :
                List.of(new DeliveryStoreException("down"), new IllegalStateException("closed"))) {
            DeliveryStore down = new DownStore(failure);
            WebhookEndpoints endpoints = endpoints(SecretSource.of(NEW));

            Health health = new WebhooksHealthIndicator(endpoints, down, clock).health();
            assertThat(health.getStatus()).isEqualTo(Status.DOWN);
            assertThat(health.getDetails()).containsEntry("store", "unreachable");
            assertThat(new WebhooksEndpoint(receiver(endpoints, down), endpoints, statistics, down, clock)
                            .webhooks()
                            .store()
                            .reachable())
                    .isFalse();
        }
    }

    /** A store whose server has gone. */
    private record DownStore(RuntimeException failure) implements DeliveryStore {
        @Override
        public Claim claim(List<ClaimEntry> entries, ClaimToken token, Duration lease) {
            throw failure;
        }

        @Override
        public boolean renew(List<ClaimEntry> entries, ClaimToken token, Duration lease) {
            throw failure;
        }

        @Override
        public boolean complete(List<ClaimEntry> entries, ClaimToken token) {
            throw failure;
        }

        @Override
        public boolean release(List<ClaimEntry> entries, ClaimToken token) {
            throw failure;
        }

        @Override
        public Optional<ClaimState> find(ClaimKey key) {
            throw failure;
        }

        @Override
        public boolean forget(ClaimKey key) {
            throw failure;
        }

        @Override
        public void ping() {
            throw failure;
        }

        @Override
        public int purge(int atMost) {
            throw failure;
        }
    }
}
