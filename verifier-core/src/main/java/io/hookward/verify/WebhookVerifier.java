package io.hookward.verify;

import io.hookward.content.ValueTable;
import io.hookward.key.Key;
import io.hookward.key.KeyRing;
import io.hookward.key.Keys;
import io.hookward.key.TenantKeys;
import io.hookward.request.Headers;
import io.hookward.request.RejectedException;
import io.hookward.request.RejectionReason;
import io.hookward.request.RequestHead;
import io.hookward.request.WebhookRequest;
import io.hookward.scheme.Algorithm;
import io.hookward.scheme.SignatureScheme;
import io.hookward.scheme.SigningMethod;
import io.hookward.scheme.Source;
import io.hookward.scheme.Template;
import io.hookward.secret.Secret;
import io.hookward.secret.SecretSource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tells deliveries from forgeries: checks syntax, age and signature of a request against one scheme and its secrets. It
 * remembers nothing; whether a delivery was handled before is the receiver's question.
 *
 * <p>Whatever the headers and the body hold, the outcome is a {@link Verification}, never an exception. Safe for use by
 * several threads.
 */
public final class WebhookVerifier {
    /** The tolerance on either side where neither the endpoint nor the provider says otherwise. */
    public static final Duration DEFAULT_TOLERANCE = Duration.ofMinutes(5);

    /** A provider's own tolerance below this is not taken over: it would refuse honest deliveries behind a queue. */
    public static final Duration LEAST_DEFAULT_TOLERANCE = Duration.ofMinutes(1);

    /** The longest name of a tenant, in characters. */
    static final int LONGEST_TENANT = 100;

    private final SignatureScheme scheme;
    private final String endpoint;
    private final Clock clock;
    private final @Nullable KeyRing ring;
    private final @Nullable TenantKeys tenants;
    private final @Nullable Keys nobodysKeys;
    private final int tenantSlot;
    private final ValueTable table;
    private final MethodPlan[] plans;
    private final Handshakes handshakes;
    private final boolean needsBody;

    WebhookVerifier(VerifierBuilder builder) {
        this.scheme = builder.scheme;
        this.endpoint = builder.endpoint;
        this.clock = builder.clock;
        List<SigningMethod> methods = builder.methods();
        this.ring = builder.secrets == null ? null : new KeyRing(builder.secrets, methods);
        if (ring != null && ring.known().size() == 0 && builder.offeredSecret == null) {
            throw new IllegalArgumentException(
                    "the source of secrets of endpoint '" + endpoint + "' has none; if it failed, the log says why");
        }
        this.tenants = builder.tenantSecrets == null ? null : new TenantKeys(builder.tenantSecrets, methods);
        this.nobodysKeys = tenants == null ? null : TenantKeys.nobodys(methods);
        this.table = new ValueTable(readsUnsignedJson(methods, builder.tenant));
        this.tenantSlot = builder.tenant == null ? -1 : table.slot(builder.tenant);
        this.plans = new MethodPlan[methods.size()];
        for (int i = 0; i < plans.length; i++) {
            plans[i] = new MethodPlan(methods.get(i), i, builder.freshness(methods.get(i)), table);
        }
        this.handshakes =
                new Handshakes(scheme, table, builder.handshakeToken, builder.offeredSecret, new ChallengeSigner());
        table.complete();
        for (MethodPlan plan : plans) {
            plan.complete(table);
        }
        this.needsBody = builder.tenant != null && builder.tenant.isInBody()
                || Stream.of(plans).anyMatch(MethodPlan::needsBody);
    }

    /** Whether JSON in the body is read before its signature holds, or is not signed as a whole. */
    private static boolean readsUnsignedJson(List<SigningMethod> methods, @Nullable Source tenant) {
        return tenant != null && tenant.isInBody()
                || methods.stream().anyMatch(method -> {
                    boolean token = method.algorithms().get(0).kind() == Algorithm.Kind.TOKEN;
                    boolean bodyUnsigned = !token
                            && Stream.concat(Stream.of(method.content()), method.otherContents().stream())
                                    .anyMatch(content -> !content.contains(Template.Value.Kind.BODY));
                    return bodyUnsigned
                            || method.signature().sources().stream().anyMatch(Source::isInBody)
                            || method.when().stream()
                                    .anyMatch(condition -> condition.source().isInBody());
                });
    }

    /**
     * A verifier with the scheme's default tolerances.
     *
     * @throws IllegalArgumentException if there is no secret, one does not fit the scheme, or none is valid now
     */
    public static WebhookVerifier of(SignatureScheme scheme, Secret... secrets) {
        return builder(scheme).secrets(SecretSource.of(secrets)).build();
    }

    /** Starts a verifier. */
    public static VerifierBuilder builder(SignatureScheme scheme) {
        return new VerifierBuilder(scheme);
    }

    /** Throws if every delivery would be rejected for want of a secret. */
    void requireUsableSecret() {
        long now = clock.millis();
        if (ring != null && !ring.known().anyValidAt(now)) {
            throw new IllegalArgumentException("endpoint '" + endpoint + "' has no secret that is valid now, "
                    + Instant.ofEpochMilli(now) + ": " + ring.known().validity(now));
        }
    }

    /** The scheme this verifies by. */
    public SignatureScheme scheme() {
        return scheme;
    }

    /**
     * For how long one signature is good: the tolerances for past and future together, or zero if age does not count. A
     * delivery has to be remembered for longer.
     */
    public Duration freshFor() {
        return Duration.ofMillis(
                Stream.of(plans).mapToLong(MethodPlan::freshForMillis).max().orElse(0));
    }

    /** Verifies a POST with these headers and this body; the body is not copied. */
    public Verification verify(Headers headers, byte[] body) {
        return new OpenedHead(this, RequestHead.of(headers), clock.millis()).verify(body, 0, body.length);
    }

    /** Verifies a request. */
    public Verification verify(WebhookRequest request) {
        return new OpenedHead(this, request.head(), clock.millis())
                .verify(request.array(), request.offset(), request.length());
    }

    /**
     * Judges the head of a request, before its body is read. What the head teaches is kept for the body. No source of
     * secrets is asked, so that this does not block.
     *
     * @param head method, headers and URL
     */
    public HeadVerification open(RequestHead head) {
        OpenedHead opened = new OpenedHead(this, head, clock.millis());
        return needsBody || handshakes.mayBeUnsigned(head) ? opened : opened.judge();
    }

    /** Verifies a request, and tells how that went, step by step. For people: it costs more than {@link #verify}. */
    public Explanation explain(WebhookRequest request) {
        return new Explainer(this, new OpenedHead(this, request.head(), clock.millis()), request).explain();
    }

    /** Whether a request with this method can be a handshake of the provider's. */
    public boolean mayBeHandshake(String method) {
        return handshakes.mayCome(method);
    }

    /** Signs challenges under the first secret that is valid now. */
    private final class ChallengeSigner implements Handshakes.Signer {
        @Override
        public byte[] sign(byte[] challenge) {
            return key().checkers(0)[0].sign(challenge);
        }

        @Override
        public String secretId() {
            return key().secret().id();
        }

        private Key key() {
            long now = clock.millis();
            Stream<Key> all = ring == null ? Stream.of() : ring.keys().stream();
            return all.filter(key -> key.isValidAt(now) && key.checkers(0).length > 0)
                    .findFirst()
                    .orElseThrow(() -> RejectedException.untraced(
                            RejectionReason.NO_USABLE_SECRET, "the endpoint has no secret that is valid now"));
        }
    }

    String endpoint() {
        return endpoint;
    }

    ValueTable table() {
        return table;
    }

    MethodPlan[] plans() {
        return plans;
    }

    Handshakes handshakes() {
        return handshakes;
    }

    boolean acceptsUnsigned() {
        return ring == null && tenants == null;
    }

    boolean isMultiTenant() {
        return tenants != null;
    }

    /** The number of the place where the tenant stands. */
    int tenantSlot() {
        return tenantSlot;
    }

    /** The keys as they were when the source of the secrets was last asked; null at an endpoint with tenants. */
    @Nullable
    Keys knownKeys() {
        return ring == null ? null : ring.known();
    }

    /** The keys of the endpoint's present secrets. */
    Keys keys() {
        return Objects.requireNonNull(ring, "an endpoint without tenants has a ring")
                .keys();
    }

    /** The keys of a tenant, or null if there is no such tenant. */
    @Nullable
    Keys keysOf(String tenant) {
        try {
            return Objects.requireNonNull(tenants, "an endpoint with tenants").of(tenant);
        } catch (RuntimeException failed) {
            throw RejectedException.untraced(
                    RejectionReason.NO_USABLE_SECRET, "the secrets of the tenant cannot be told now");
        }
    }

    /** Keys that nobody has, for tenants that do not exist. */
    Keys nobodysKeys() {
        return Objects.requireNonNull(nobodysKeys, "an endpoint with tenants");
    }
}
