package io.hookward.spring.actuate;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookward.claim.CaffeineDeliveryStore;
import io.hookward.request.Delivery;
import io.hookward.request.Rejection;
import io.hookward.request.RejectionReason;
import io.hookward.scheme.Providers;
import io.hookward.scheme.SignatureScheme;
import io.hookward.secret.Secret;
import io.hookward.spring.observation.DeliveryObservationContext;
import io.hookward.spring.observation.DeliveryObservationConvention;
import io.hookward.testkit.SimulatedProvider;
import io.hookward.verify.WebhookVerifier;
import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The table of meters in docs/spring-boot.md")
class GuideTablesTest {
    private static final Secret SECRET = Secret.of("not-a-real-secret-of-stripe");

    private static Set<String> rows(String pattern) throws IOException {
        String guide = Files.readString(Path.of("..", "..", "docs", "spring-boot.md"));
        return Pattern.compile("(?m)" + pattern)
                .matcher(guide)
                .results()
                .map(GuideTablesTest::row)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String row(MatchResult row) {
        StringBuilder text = new StringBuilder();
        for (int i = 1; i <= row.groupCount(); i++) {
            text.append(row.group(i).replace("`", "").strip()).append(' ');
        }
        return text.toString().strip();
    }

    private static Delivery delivery() {
        SignatureScheme stripe = Providers.get("stripe");
        return WebhookVerifier.of(stripe, SECRET)
                .verify(SimulatedProvider.of(stripe, SECRET).delivery().valid())
                .orElseThrow();
    }

    /** As a row: the tags of its metrics, then what is in its traces alone. */
    private static String observation(Delivery delivery) {
        DeliveryObservationConvention convention = new DeliveryObservationConvention();
        DeliveryObservationContext context = new DeliveryObservationContext(delivery);
        return convention.getName() + " observation "
                + Stream.of(
                                convention.getLowCardinalityKeyValues(context),
                                convention.getHighCardinalityKeyValues(context))
                        .flatMap(KeyValues::stream)
                        .map(KeyValue::getKey)
                        .collect(Collectors.joining(", "));
    }

    @Test
    @DisplayName("names every meter and the observation, with its kind and its tags, and no other")
    void meters() throws IOException {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        WebhookMetrics metrics = new WebhookMetrics(registry, Clock.systemUTC());
        Delivery delivery = delivery();
        metrics.admitted(delivery);
        metrics.completed(delivery, Duration.ofMillis(1));
        metrics.released(delivery, Duration.ofMillis(1));
        metrics.duplicate(delivery);
        metrics.inFlight(delivery);
        metrics.idConflict(delivery);
        metrics.withoutId(delivery);
        metrics.leaseLost(delivery);
        metrics.unrouted(delivery);
        metrics.storeFailed("stripe", new IllegalStateException("down"));
        metrics.rejected("stripe", new Rejection(RejectionReason.SIGNATURE_MISMATCH, "wrong"));
        CaffeineDeliveryStore store = CaffeineDeliveryStore.builder().build();
        new StoreMetrics(store).bindTo(registry);
        new TimedDeliveryStore(store, registry).ping();

        Set<String> there = registry.getMeters().stream()
                .map(Meter::getId)
                .map(id -> (id.getName() + " " + id.getType().name().toLowerCase(Locale.ROOT) + " "
                                + id.getTags().stream().map(Tag::getKey).collect(Collectors.joining(", ")))
                        .strip())
                .collect(Collectors.toCollection(TreeSet::new));
        there.add(observation(delivery));

        assertThat(rows("^\\| `(hookward\\.[a-z.]+)` \\| ([a-z]+) \\|([^|]*)\\|"))
                .isEqualTo(there);
        assertThat(registry.get("hookward.deliveries")
                        .tags("outcome", "rejected", "reason", "signature_mismatch")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get("hookward.secret.matches")
                        .tag("secret", "default")
                        .counter()
                        .count())
                .isEqualTo(3);
    }
}
