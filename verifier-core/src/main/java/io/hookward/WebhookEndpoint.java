package io.hookward;

import io.hookward.access.Access;
import io.hookward.scheme.SignatureScheme;
import io.hookward.secret.Secret;
import io.hookward.verify.VerifierBuilder;
import io.hookward.verify.WebhookVerifier;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One configured place to receive: its name and path, the scheme and the secrets, limits and policies. Immutable and safe
 * for use by several threads.
 */
public final class WebhookEndpoint {
    /** The largest body accepted unless an endpoint says otherwise: 1 MiB. */
    public static final int DEFAULT_MAX_BODY_BYTES = 1 << 20;

    /** How long a claim holds when its owner goes silent, unless an endpoint says otherwise. */
    public static final Duration DEFAULT_LEASE = Duration.ofMinutes(5);

    /** How long a handled delivery is remembered at least, unless an endpoint says otherwise. */
    public static final Duration DEFAULT_RETENTION = Duration.ofDays(7);

    private final String name;
    private final String path;
    private final SignatureScheme scheme;
    private final VerifierBuilder verifier;
    private final Set<String> methods;
    private final int maxBodyBytes;
    private final Duration lease;
    private final Duration retention;
    private final Duration replayWindow;
    private final boolean compressedAllowed;
    private final boolean strictAboutConflicts;
    private final boolean contentDeduplicated;
    private final StoreFailurePolicy onStoreFailure;
    private final int refusalStatus;
    private final @Nullable String publicUrl;
    private final Access access;

    WebhookEndpoint(EndpointBuilder builder, Duration replayWindow, Duration retention) {
        this.name = builder.name;
        this.path = builder.path;
        this.scheme = builder.scheme;
        this.verifier = builder.verifier.copy().endpoint(builder.name);
        this.methods = Set.copyOf(builder.scheme.facts().methods());
        this.maxBodyBytes = builder.maxBodyBytes;
        this.lease = builder.lease;
        this.replayWindow = replayWindow;
        this.retention = retention;
        this.compressedAllowed = builder.compressedAllowed;
        this.strictAboutConflicts = builder.strictAboutConflicts;
        this.contentDeduplicated = builder.contentDeduplicated;
        this.onStoreFailure = builder.onStoreFailure;
        this.refusalStatus = builder.refusalStatus;
        this.publicUrl = builder.publicUrl;
        this.access = builder.access;
    }

    /**
     * An endpoint with default limits, named after the provider.
     *
     * @param path the exact path below the application's context, such as {@code /webhooks/github}
     * @throws IllegalArgumentException if the path is none, or a secret does not fit the scheme
     */
    public static WebhookEndpoint of(String path, SignatureScheme scheme, Secret... secrets) {
        return builder(scheme).path(path).secrets(secrets).build();
    }

    /** Starts an endpoint, named after the scheme and at {@code /webhooks/} and the scheme's name unless set. */
    public static EndpointBuilder builder(SignatureScheme scheme) {
        return new EndpointBuilder(scheme);
    }

    /** The name by which logs, metrics and claims know it. */
    public String name() {
        return name;
    }

    /** The exact path below the application's context. */
    public String path() {
        return path;
    }

    /** How its provider signs. */
    public SignatureScheme scheme() {
        return scheme;
    }

    /** Whether deliveries come with this HTTP method. */
    boolean delivers(String method) {
        return methods.contains(method);
    }

    /** The largest body it accepts, in bytes. */
    public int maxBodyBytes() {
        return maxBodyBytes;
    }

    /** How long a claim holds when its owner goes silent. */
    public Duration lease() {
        return lease;
    }

    /** How long a handled delivery is remembered. */
    public Duration retention() {
        return retention;
    }

    /** How long a signature could be sent again under another id: the tolerances for past and future together. */
    Duration replayWindow() {
        return replayWindow;
    }

    /** Whether bodies with a content coding are accepted and verified as they came. */
    public boolean isCompressedAllowed() {
        return compressedAllowed;
    }

    /** Whether an id that comes again with another body is refused, and not taken for a duplicate. */
    public boolean isStrictAboutConflicts() {
        return strictAboutConflicts;
    }

    /** Whether a delivery with the signed bytes of one that was handled is its duplicate, whatever its id. */
    public boolean isContentDeduplicated() {
        return contentDeduplicated;
    }

    /** What happens while the store cannot answer. */
    public StoreFailurePolicy onStoreFailure() {
        return onStoreFailure;
    }

    /** The status of an answer to a request that proves nothing: 401 unless the provider needs another. */
    public int refusalStatus() {
        return refusalStatus;
    }

    /** The URL that the provider was given for this endpoint, without a query, if it was set. */
    public Optional<String> publicUrl() {
        return Optional.ofNullable(publicUrl);
    }

    /** How and from where it may be reached. */
    public Access access() {
        return access;
    }

    WebhookVerifier verifier(Clock clock) {
        return verifier.copy().clock(clock).build();
    }

    /** The name and the path. */
    @Override
    public String toString() {
        return "WebhookEndpoint[" + name + " at " + path + "]";
    }
}
