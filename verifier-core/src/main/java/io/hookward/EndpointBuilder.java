package io.hookward;

import io.hookward.access.Access;
import io.hookward.path.PathTable;
import io.hookward.path.PathTemplate;
import io.hookward.scheme.Algorithm;
import io.hookward.scheme.SignatureScheme;
import io.hookward.scheme.SigningMethod;
import io.hookward.scheme.Source;
import io.hookward.secret.Secret;
import io.hookward.secret.SecretSource;
import io.hookward.secret.TenantSecrets;
import io.hookward.verify.VerifierBuilder;
import io.hookward.verify.WebhookVerifier;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Builds a {@link WebhookEndpoint}. Not for use by several threads. */
public final class EndpointBuilder {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    final SignatureScheme scheme;
    final VerifierBuilder verifier;
    String name;
    String path;
    int maxBodyBytes = WebhookEndpoint.DEFAULT_MAX_BODY_BYTES;
    Duration lease = WebhookEndpoint.DEFAULT_LEASE;

    @Nullable
    Duration retention;

    private @Nullable Source tenant;
    boolean compressedAllowed;
    boolean strictAboutConflicts;
    boolean contentDeduplicated;
    StoreFailurePolicy onStoreFailure = StoreFailurePolicy.REFUSE;
    int refusalStatus;

    @Nullable
    String publicUrl;

    Access access = Access.ANY;

    EndpointBuilder(SignatureScheme scheme) {
        this.scheme = Objects.requireNonNull(scheme, "scheme");
        this.verifier = WebhookVerifier.builder(scheme);
        this.name = scheme.name();
        this.path = "/webhooks/" + scheme.name();
        this.refusalStatus = scheme.facts().refusalStatus();
        this.compressedAllowed = scheme.facts().compressedAccepted();
    }

    /** The name by which logs, metrics and claims know it: letters, digits, dots, hyphens, underscores. */
    public EndpointBuilder name(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("'" + name + "' is no endpoint name: use up to 64 letters, digits,"
                    + " dots, hyphens and underscores, the first a letter or digit");
        }
        this.name = name;
        return this;
    }

    /**
     * The exact path below the application's context, as it looks decoded: {@code /webhooks/github}, or a template whose
     * variables stand for one segment each: {@code /webhooks/{tenant}/stripe}.
     *
     * @throws IllegalArgumentException if it is not such a path
     */
    public EndpointBuilder path(String path) {
        PathTable.check(path);
        this.path = path;
        return this;
    }

    /** The secrets, newest first. */
    public EndpointBuilder secrets(Secret... secrets) {
        verifier.secrets(secrets);
        return this;
    }

    /** Where the secrets come from. */
    public EndpointBuilder secrets(SecretSource secrets) {
        verifier.secrets(secrets);
        return this;
    }

    /**
     * Serves several tenants, each with secrets of its own: see {@link VerifierBuilder#tenants}. With a path such as
     * {@code /webhooks/{tenant}/stripe}, the place of the tenant is {@code path:tenant}.
     */
    public EndpointBuilder tenants(String place, TenantSecrets secrets) {
        tenant = Source.parse(place);
        verifier.tenants(tenant, secrets);
        return this;
    }

    /**
     * Accepts every request, whoever sent it. Only for a provider that was given no secret, on an endpoint that
     * something else protects.
     */
    public EndpointBuilder acceptUnsigned() {
        verifier.acceptUnsigned();
        return this;
    }

    /** The token that the provider's handshake must name, where it has one (Meta's verify token). */
    public EndpointBuilder handshakeToken(String token) {
        verifier.handshakeToken(token);
        return this;
    }

    /**
     * Answers a handshake in which the provider hands over the secret it will sign with (Asana, Notion). Anybody can
     * send such a request: keep the secret only if you have just asked for it.
     */
    public EndpointBuilder acceptOfferedSecret(Consumer<String> receiver) {
        verifier.acceptOfferedSecret(receiver);
        return this;
    }

    /**
     * Accepts only signatures by these algorithms, of those that the provider may use: GitHub's without SHA-1, say. A
     * request that carries no such signature is refused, however rightly it is signed.
     *
     * @throws IllegalArgumentException if none is named, or the scheme does not have one
     */
    public EndpointBuilder acceptOnly(Algorithm... algorithms) {
        verifier.acceptOnly(algorithms);
        return this;
    }

    /**
     * How far a signed time may lie in the past and in the future, whatever the provider recommends.
     *
     * @param past null for what the provider recommends
     * @param future null for what the provider recommends
     * @throws IllegalArgumentException if one is not positive or longer than a year, or if the scheme signs no time of
     *     sending, so that they would change nothing
     */
    public EndpointBuilder tolerance(@Nullable Duration past, @Nullable Duration future) {
        verifier.tolerance(past, future);
        return this;
    }

    /** The largest body accepted, in bytes; {@value WebhookEndpoint#DEFAULT_MAX_BODY_BYTES} unless set. */
    public EndpointBuilder maxBodyBytes(int maxBodyBytes) {
        if (maxBodyBytes < 1) {
            throw new IllegalArgumentException("the body limit must be at least 1 byte, not " + maxBodyBytes);
        }
        this.maxBodyBytes = maxBodyBytes;
        return this;
    }

    /** How long a claim holds when its owner goes silent: longer than a handler takes. Five minutes unless set. */
    public EndpointBuilder lease(Duration lease) {
        this.lease = positive(lease, "lease");
        return this;
    }

    /**
     * How long a handled delivery is remembered: longer than the provider repeats it. Unless set, seven days, or a
     * day more than the provider's own retry span if that is longer.
     */
    public EndpointBuilder retention(Duration retention) {
        this.retention = positive(retention, "retention");
        return this;
    }

    /** Accepts bodies with a content coding; the signature is verified over the bytes as they came. */
    public EndpointBuilder allowCompressed() {
        this.compressedAllowed = true;
        return this;
    }

    /** Refuses an id that comes again with another body, with 409, and does not take it for a duplicate. */
    public EndpointBuilder strictAboutConflicts() {
        this.strictAboutConflicts = true;
        return this;
    }

    /**
     * Takes a delivery with the same signed bytes as one that was handled within the retention for its duplicate, whatever
     * its id. Off unless called, because the provider alone knows which of two dangers is the greater:
     *
     * <ul>
     *   <li>Without it, where the provider signs neither id nor timestamp, as GitHub and Shopify, whoever captured one
     *       delivery can have it handled again and again, each time under a new id or none.
     *   <li>With it, two events with equal bytes are one: the second of two true ones is acknowledged and never handled. That
     *       is safe where every body has something of its own, such as the id or the time of the event.
     * </ul>
     *
     * <p>It changes nothing for deliveries whose id is signed. A delivery without an id is remembered by its bytes.
     */
    public EndpointBuilder deduplicateContent() {
        this.contentDeduplicated = true;
        return this;
    }

    /** What happens while the store cannot answer; deliveries are refused with 503 unless set. */
    public EndpointBuilder onStoreFailure(StoreFailurePolicy policy) {
        this.onStoreFailure = Objects.requireNonNull(policy, "policy");
        return this;
    }

    /** The status of an answer to a request that proves nothing, 400 to 499 but not 410; the provider's unless set. */
    public EndpointBuilder refusalStatus(int status) {
        if (status < 400 || status > 499 || status == 410) {
            throw new IllegalArgumentException("a refusal's status must be 400 to 499, and not 410, which makes senders"
                    + " switch the endpoint off; it is " + status);
        }
        this.refusalStatus = status;
        return this;
    }

    /**
     * The URL that the provider was given for this endpoint, such as {@code https://example.com/webhooks/square}.
     * Needed by schemes that sign it; nothing is rebuilt from forwarded headers. It is kept exactly as written, a trailing
     * slash included; a query is left out, because it comes with each request.
     *
     * @throws IllegalArgumentException if it is not an absolute HTTP or HTTPS URL with a valid host and port, if it has a
     *     query, a fragment or user information, or if it contains a blank or a control character
     */
    public EndpointBuilder publicUrl(String publicUrl) {
        this.publicUrl = PublicUrl.checked(publicUrl, "https://example.com/webhooks/" + scheme.name());
        return this;
    }

    /** How and from where it may be reached; any way and from anywhere unless set. */
    public EndpointBuilder access(Access access) {
        this.access = Objects.requireNonNull(access, "access");
        return this;
    }

    /**
     * The endpoint.
     *
     * @throws IllegalArgumentException if there is no secret and unsigned requests are not accepted by name, if a
     *     secret does not fit the scheme, if the retention is shorter than the tolerances together, or if content is to be
     *     deduplicated that has a timestamp; whether a secret is valid yet or still, the receiver checks, which has a
     *     clock
     */
    public WebhookEndpoint build() {
        checkTenant();
        checkContent();
        Duration freshFor = verifier.copy().endpoint(name).freshFor();
        return new WebhookEndpoint(this, freshFor, Retention.of(name, scheme, freshFor, retention));
    }

    private void checkTenant() {
        List<String> variables = PathTemplate.of(path).variables();
        if (tenant != null && tenant.kind() == Source.Kind.PATH && !variables.contains(tenant.name())) {
            throw new IllegalArgumentException("endpoint '" + name + "': its path " + path + " has no variable {"
                    + tenant.name() + "} for the tenant: write one, as in /webhooks/{" + tenant.name() + "}/github");
        }
    }

    private void checkContent() {
        if (contentDeduplicated && scheme.methods().stream().allMatch(SigningMethod::isTimeSigned)) {
            throw new IllegalArgumentException(
                    "endpoint '" + name + "': " + scheme.title() + " signs the timestamp of each"
                            + " attempt, so no two have the same content, and a captured one is refused anyway: do not deduplicate"
                            + " content");
        }
    }

    private static Duration positive(Duration duration, String what) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException("the " + what + " must be positive, not " + duration);
        }
        return duration;
    }
}
