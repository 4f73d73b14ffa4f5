package io.hookward.testkit;

import io.hookward.request.WebhookRequest;
import io.hookward.scheme.SignatureScheme;
import io.hookward.secret.Secret;
import io.hookward.sign.WebhookSigner;
import java.time.Clock;
import java.util.Objects;

/**
 * Plays a provider: makes signed deliveries by its scheme, and those that go wrong.
 *
 * <pre>{@code
 * SimulatedProvider github = SimulatedProvider.of(Providers.get("github"), secret);
 * WebhookRequest request = github.delivery().id("72d3162e").eventType("push").valid();
 * }</pre>
 *
 * <p>Signs by the first signing method of the scheme unless another {@linkplain #variant is chosen}. Not for use by several
 * threads while it is being configured.
 */
public final class SimulatedProvider {
    private final SignatureScheme scheme;
    private final Secret secret;
    private Clock clock = Clock.systemUTC();
    private String url;
    private int variant;

    private SimulatedProvider(SignatureScheme scheme, Secret secret) {
        this.scheme = Objects.requireNonNull(scheme, "scheme");
        this.secret = Objects.requireNonNull(secret, "secret");
        this.url = "https://receiver.example/webhooks/" + scheme.name();
    }

    /** Whether a provider with this scheme can be simulated; see {@link WebhookSigner#canSign}. */
    public static boolean canBe(SignatureScheme scheme) {
        return WebhookSigner.canSign(scheme);
    }

    /** A provider with this scheme that signs with this secret. */
    public static SimulatedProvider of(SignatureScheme scheme, Secret secret) {
        return new SimulatedProvider(scheme, secret);
    }

    /** Tells when deliveries are sent; the system's clock unless set. */
    public SimulatedProvider clock(Clock clock) {
        this.clock = Objects.requireNonNull(clock, "clock");
        return this;
    }

    /**
     * The public URL of the receiving endpoint, for schemes that sign it;
     * {@code https://receiver.example/webhooks/NAME} unless set.
     */
    public SimulatedProvider url(String url) {
        this.url = Objects.requireNonNull(url, "url");
        return this;
    }

    /**
     * By which of the scheme's signing methods it signs, counted from 0; the first unless set.
     *
     * @throws IndexOutOfBoundsException if there is no such method
     */
    public SimulatedProvider variant(int variant) {
        this.variant = Objects.checkIndex(variant, scheme.methods().size());
        return this;
    }

    /** Starts a delivery with an id of its own. */
    public TestDelivery delivery() {
        return new TestDelivery(this);
    }

    /**
     * What somebody who captured a delivery can do without the secret: send it again, byte for byte, under another id.
     *
     * @throws IllegalStateException if the scheme's id does not stand in a header, so that it cannot be changed without
     *     breaking the signature
     */
    public WebhookRequest replay(WebhookRequest captured, String newId) {
        return Requests.with(captured, new Placement(scheme, variant).idHeader(), newId);
    }

    /** The scheme. */
    public SignatureScheme scheme() {
        return scheme;
    }

    Secret secret() {
        return secret;
    }

    /** The clock that supplies the timestamps. */
    public Clock clock() {
        return clock;
    }

    int variant() {
        return variant;
    }

    String url() {
        return url;
    }
}
