package io.hookward.verify;

import io.hookward.scheme.Algorithm;
import io.hookward.scheme.SignatureScheme;
import io.hookward.scheme.SigningMethod;
import io.hookward.scheme.Source;
import io.hookward.scheme.TimestampRule;
import io.hookward.secret.Secret;
import io.hookward.secret.SecretSource;
import io.hookward.secret.TenantSecrets;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Builds a {@link WebhookVerifier}. Not for use by several threads. */
public final class VerifierBuilder {
    final SignatureScheme scheme;

    @Nullable
    SecretSource secrets;

    private List<SigningMethod> methods;

    @Nullable
    Source tenant;

    @Nullable
    TenantSecrets tenantSecrets;

    boolean unsigned;
    boolean anyAge;

    @Nullable
    Duration past;

    @Nullable
    Duration future;

    Clock clock = Clock.systemUTC();
    String endpoint;

    @Nullable
    String handshakeToken;

    @Nullable
    Consumer<String> offeredSecret;

    VerifierBuilder(SignatureScheme scheme) {
        this.scheme = Objects.requireNonNull(scheme, "scheme");
        this.endpoint = scheme.name();
        this.methods = scheme.methods();
    }

    /** Another builder with what is set here so far. */
    public VerifierBuilder copy() {
        VerifierBuilder copy = new VerifierBuilder(scheme);
        copy.methods = methods;
        copy.secrets = secrets;
        copy.tenant = tenant;
        copy.tenantSecrets = tenantSecrets;
        copy.unsigned = unsigned;
        copy.anyAge = anyAge;
        copy.past = past;
        copy.future = future;
        copy.clock = clock;
        copy.endpoint = endpoint;
        copy.handshakeToken = handshakeToken;
        copy.offeredSecret = offeredSecret;
        return copy;
    }

    /**
     * Accepts only signatures by these algorithms, of those that the provider may use: GitHub's without SHA-1, say. A
     * request that carries no such signature is refused, however rightly it is signed.
     *
     * @throws IllegalArgumentException if none is named, or the scheme does not have one
     */
    public VerifierBuilder acceptOnly(Algorithm... algorithms) {
        Set<Algorithm> accepted = new LinkedHashSet<>(List.of(algorithms));
        Set<Algorithm> known = new LinkedHashSet<>();
        scheme.methods().forEach(method -> known.addAll(method.algorithms()));
        if (accepted.isEmpty() || !known.containsAll(accepted)) {
            throw new IllegalArgumentException(scheme.title() + " signs with "
                    + known.stream().map(Algorithm::schemeName).collect(Collectors.joining(", "))
                    + ": name one of these, or several");
        }
        this.methods = scheme.methods().stream()
                .map(method -> method.only(accepted))
                .flatMap(Optional::stream)
                .toList();
        return this;
    }

    /** The ways of signing that are accepted. */
    List<SigningMethod> methods() {
        return methods;
    }

    /** Where the secrets come from. */
    public VerifierBuilder secrets(SecretSource secrets) {
        this.secrets = Objects.requireNonNull(secrets, "secrets");
        return this;
    }

    /** The secrets, newest first. */
    public VerifierBuilder secrets(Secret... secrets) {
        return secrets(SecretSource.of(secrets));
    }

    /**
     * Serves several tenants, each with secrets of its own. Claims, listeners and logs know the tenant, so that equal ids
     * of two tenants never meet.
     *
     * @param tenant where a request names its tenant: a variable of the path ({@code path:tenant}), a header, a parameter
     *     of the query, or a field of the body, which is then read before its signature holds
     * @param secrets the secrets of a tenant
     * @throws IllegalArgumentException if the place is not one of these
     */
    public VerifierBuilder tenants(Source tenant, TenantSecrets secrets) {
        switch (tenant.kind()) {
            case PATH, HEADER, QUERY, BODY, FORM -> {}
            default ->
                throw new IllegalArgumentException(
                        "'" + tenant + "' cannot name a tenant: use path:, header:, query:, body: or form:");
        }
        this.tenant = tenant;
        this.tenantSecrets = Objects.requireNonNull(secrets, "secrets");
        return this;
    }

    /**
     * Accepts every request as a delivery, whoever sent it. Only for a provider that was given no secret, on an
     * endpoint that something else protects.
     */
    public VerifierBuilder acceptUnsigned() {
        this.unsigned = true;
        return this;
    }

    /**
     * How far the timestamp may lie in the past and in the future, whatever the provider recommends.
     *
     * @param past null for what the provider recommends
     * @param future null for what the provider recommends
     * @throws IllegalArgumentException if one is not positive or longer than a year, or if the scheme signs no time of
     *     sending, so that they would change nothing
     */
    public VerifierBuilder tolerance(@Nullable Duration past, @Nullable Duration future) {
        Duration any = WebhookVerifier.DEFAULT_TOLERANCE;
        Freshness.of(Objects.requireNonNullElse(past, any), Objects.requireNonNullElse(future, any));
        if (methods.stream().noneMatch(VerifierBuilder::hasAge)) {
            throw new IllegalArgumentException(scheme.title() + " signs no timestamp with which a tolerance could be"
                    + " compared: remove it; a repeated delivery is told by its id");
        }
        this.past = past;
        this.future = future;
        return this;
    }

    /**
     * Accepts a delivery however old it is. A captured request can then be sent again as long as its id is not
     * remembered: only for reprocessing what is trusted, and for tests of recorded deliveries.
     */
    public VerifierBuilder acceptAnyAge() {
        this.anyAge = true;
        return this;
    }

    /** Supplies the current time; defaults to the system clock. */
    public VerifierBuilder clock(Clock clock) {
        this.clock = Objects.requireNonNull(clock, "clock");
        return this;
    }

    /** The token that the provider's handshake must name, where it has one. */
    public VerifierBuilder handshakeToken(String token) {
        this.handshakeToken = token;
        return this;
    }

    /**
     * Answers a handshake in which the provider hands over the secret it will sign with, and gives that secret to
     * {@code receiver}. Anybody can send such a request: keep the secret only if you have just asked for it.
     */
    public VerifierBuilder acceptOfferedSecret(Consumer<String> receiver) {
        this.offeredSecret = receiver;
        return this;
    }

    /** The endpoint that deliveries name; the scheme's name unless set. */
    public VerifierBuilder endpoint(String endpoint) {
        this.endpoint = Objects.requireNonNull(endpoint, "endpoint");
        return this;
    }

    /**
     * The verifier.
     *
     * @throws IllegalArgumentException if there are no secrets and unsigned requests are not accepted by name, if
     *     there are both, if the source of the secrets has none, if one does not fit the scheme, or if none is valid at
     *     the clock's now
     */
    public WebhookVerifier build() {
        WebhookVerifier verifier = atAnyTime();
        // Whoever is offered a secret may get a valid one
        if (offeredSecret == null) {
            verifier.requireUsableSecret();
        }
        return verifier;
    }

    /**
     * For how long one signature will be good: the tolerances for past and future together, or zero if age does not
     * count. Nobody's clock is asked.
     *
     * @throws IllegalArgumentException as {@link #build()}, but for the time at which secrets are valid
     */
    public Duration freshFor() {
        return atAnyTime().freshFor();
    }

    private WebhookVerifier atAnyTime() {
        if (secrets == null && tenantSecrets == null && !unsigned) {
            throw new IllegalArgumentException("endpoint '" + endpoint + "' has no secret: give it one, or call"
                    + " acceptUnsigned() if the provider signs nothing");
        }
        if (secrets != null && tenantSecrets != null) {
            throw new IllegalArgumentException(
                    "endpoint '" + endpoint + "' has secrets of its own and secrets of tenants: choose one");
        }
        if ((secrets != null || tenantSecrets != null) && unsigned) {
            throw new IllegalArgumentException(
                    "endpoint '" + endpoint + "' has a secret and accepts unsigned requests: choose one");
        }
        return new WebhookVerifier(this);
    }

    @Nullable
    Freshness freshness(SigningMethod method) {
        TimestampRule rule = method.timestamp();
        if (anyAge || rule == null || !hasAge(method)) {
            return null;
        }
        return Freshness.of(
                past != null ? past : ofProvider(rule.tolerance()),
                future != null ? future : ofProvider(rule.futureTolerance()));
    }

    /** An unsigned time proves nothing, so it counts only where the scheme asks for it. */
    private static boolean hasAge(SigningMethod method) {
        TimestampRule rule = method.timestamp();
        return rule != null
                && rule.unit() != TimestampRule.Unit.OPAQUE
                && (method.isTimeSigned() || rule.tolerance() != null);
    }

    private static Duration ofProvider(@Nullable Duration tolerance) {
        if (tolerance == null) {
            return WebhookVerifier.DEFAULT_TOLERANCE;
        }
        return tolerance.compareTo(WebhookVerifier.LEAST_DEFAULT_TOLERANCE) < 0
                ? WebhookVerifier.LEAST_DEFAULT_TOLERANCE
                : tolerance;
    }
}
