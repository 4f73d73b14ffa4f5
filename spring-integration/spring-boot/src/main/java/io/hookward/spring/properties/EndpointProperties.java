package io.hookward.spring.properties;

import io.hookward.StoreFailurePolicy;
import io.hookward.scheme.Algorithm;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * An endpoint.
 *
 * @param provider Name of a provider in the catalogue, or of a scheme under hookward.schemes. Defaults to the name of the endpoint.
 * @param path Exact path below the context path. Defaults to "/webhooks/" and the name of the endpoint.
 * @param secret Secret, as the provider shows it; usually a placeholder for an environment variable.
 * @param secrets Several secrets, newest first, each with an id and a validity interval.
 * @param secretFile File with one secret per line, newest first, that is read again when it changes.
 * @param secretSource Name of a bean of type SecretSource.
 * @param tenant Where a request names its tenant, on an endpoint that serves several: path:tenant, header:X-Customer,
 *     query:customer, form:customer or body:/account.
 * @param tenantSecrets Name of a bean of type TenantSecrets. Defaults to the only one.
 * @param acceptUnsigned Whether to accept requests without verification. Only for a provider that was given no secret.
 * @param handshakeToken Token that the provider's handshake must contain, if it has one.
 * @param tolerance How far the timestamp may lie in the past. Defaults to the provider's recommendation.
 * @param futureTolerance How far the timestamp may lie in the future. Defaults to the provider's recommendation.
 * @param maxBody Largest body accepted.
 * @param lease How long a claim holds when its owner does not end it. Longer than a handler takes.
 * @param retention How long a handled delivery is remembered. Defaults to seven days, or a day more than the provider
 *     retries if that is longer.
 * @param allowCompressed Whether bodies with a content coding are accepted. They are verified as received.
 * @param onIdConflict How to treat an id that comes again with another body.
 * @param deduplicateContent Whether a delivery with the signed bytes of one that was handled is its duplicate, whatever its
 *     id. For providers that sign neither id nor timestamp.
 * @param onStoreFailure What to do with a delivery while the store cannot answer.
 * @param refusalStatus HTTP status for a request that cannot be verified, 400 to 499 but not 410. Defaults to what the
 *     provider needs.
 * @param publicUrl URL that the provider was given, exactly as written there and without a query. Required by schemes that
 *     sign it.
 * @param httpsOnly Whether requests over plain HTTP are refused.
 * @param allowedAddresses Comma-separated list of address ranges, such as 192.0.2.0/24, from which requests are accepted.
 *     Defaults to every address.
 * @param scheme What this endpoint changes of the provider's scheme.
 * @param algorithms Algorithms that are accepted, of those that the provider may use. Defaults to all of them.
 */
public record EndpointProperties(
        @Nullable String provider,
        @Nullable String path,
        @Nullable String secret,
        @DefaultValue List<SecretProperties> secrets,
        @Nullable Path secretFile,
        @Nullable String secretSource,
        @Nullable String tenant,
        @Nullable String tenantSecrets,
        @DefaultValue("false") boolean acceptUnsigned,
        @Nullable String handshakeToken,
        @Nullable Duration tolerance,
        @Nullable Duration futureTolerance,
        @DefaultValue("1MB") DataSize maxBody,
        @DefaultValue("5m") Duration lease,
        @Nullable Duration retention,
        @DefaultValue("false") boolean allowCompressed,
        @DefaultValue("duplicate") IdConflictPolicy onIdConflict,
        @DefaultValue("false") boolean deduplicateContent,
        @DefaultValue("refuse") StoreFailurePolicy onStoreFailure,
        @Nullable Integer refusalStatus,
        @Nullable String publicUrl,
        @DefaultValue("false") boolean httpsOnly,
        @DefaultValue List<String> allowedAddresses,
        @NestedConfigurationProperty @DefaultValue SchemeProperties scheme,
        @DefaultValue List<Algorithm> algorithms) {

    /** The provider and the path, and never the secret. */
    @Override
    public String toString() {
        return "EndpointProperties[provider=" + provider + ", path=" + path + ", secret=******]";
    }
}
