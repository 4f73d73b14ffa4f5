package io.hookward.samples.jetty;

import io.hookward.EndpointBuilder;
import io.hookward.StoreFailurePolicy;
import io.hookward.WebhookEndpoint;
import io.hookward.access.Access;
import io.hookward.scheme.Providers;
import io.hookward.scheme.SignatureScheme;
import io.hookward.secret.Secret;
import io.hookward.secret.SecretSource;
import io.hookward.testkit.SampleSecret;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Endpoints with one setting each that differs from the default. All but one have Avra's scheme. */
final class SpecialEndpoints {
    static final SignatureScheme AVRA = Providers.get("avra-timestamped");

    /** Signs the body, and has neither timestamp nor id. */
    static final SignatureScheme WITHOUT_ID =
            SignatureScheme.builder("without-id").signatureHeader("X-Signature").build();

    static final Secret SECRET = Secret.of(SampleSecret.of(AVRA).orElseThrow());
    static final Secret OLD_SECRET =
            Secret.builder("a-secret-that-was-in-use-before").id("old").build();
    static final Duration GRACE = Duration.ofHours(24);
    static final int SMALL = 1000;

    private SpecialEndpoints() {}

    static List<WebhookEndpoint> all(Clock clock) {
        return List.of(
                avra("plain").secrets(SECRET).build(),
                avra("strict").secrets(SECRET).strictAboutConflicts().build(),
                avra("small").secrets(SECRET).maxBodyBytes(SMALL).build(),
                avra("compressed").secrets(SECRET).allowCompressed().build(),
                avra("rotating")
                        .secrets(SecretSource.rotating(
                                SECRET, OLD_SECRET, clock.instant().plus(GRACE)))
                        .build(),
                avra("expired")
                        .secrets(SECRET.until(clock.instant().plus(GRACE)))
                        .build(),
                avra("unclaimed")
                        .secrets(SECRET)
                        .onStoreFailure(StoreFailurePolicy.HANDLE_WITHOUT_CLAIM)
                        .build(),
                avra("read-early").secrets(SECRET).build(),
                avra("https-only")
                        .secrets(SECRET)
                        .access(Access.ANY.httpsOnly())
                        .build(),
                avra("from-elsewhere")
                        .secrets(SECRET)
                        .access(Access.ANY.from("192.0.2.0/24"))
                        .build(),
                avra("refusing-422").secrets(SECRET).refusalStatus(422).build(),
                avra("unsigned").acceptUnsigned().build(),
                WebhookEndpoint.builder(WITHOUT_ID)
                        .path("/special/without-id")
                        .secrets(SECRET)
                        .build());
    }

    private static EndpointBuilder avra(String name) {
        return WebhookEndpoint.builder(AVRA).name(name).path("/special/" + name);
    }
}
