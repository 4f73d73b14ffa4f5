package io.hookward.spring.autoconfigure;

import io.hookward.StoreFailurePolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * One place to receive.
 *
 * @param provider Name of a provider in the catalogue, or of a scheme under hookward.schemes. Name of the endpoint unless set.
 * @param path Exact path below the context path. "/webhooks/" and the name of the endpoint unless set.
 * @param secret Secret, as the provider shows it; usually a placeholder such as an environment variable.
 * @param secrets Several secrets, newest first, each with an id and the time in which it is valid.
 * @param secretFile File with a secret a line, newest first, that is read again when it changes.
 * @param secretSource Name of a bean of type SecretSource.
 * @param acceptUnsigned Whether to accept requests without any proof: only for a provider that was given no secret.
 * @param handshakeToken Token that the provider's handshake must name, where it has one.
 * @param tolerance How far the time of sending may lie in the past. As the provider recommends unless set.
 * @param futureTolerance How far the time of sending may lie in the future. As the provider recommends unless set.
 * @param maxBody Largest body accepted.
 * @param lease How long a delivery counts as being handled when nothing is heard of it; longer than a handler takes.
 * @param retention How long a handled delivery is remembered. At least seven days, and longer than the provider repeats,
 *     unless set.
 * @param allowCompressed Whether bodies with a content coding are accepted, and verified as they came.
 * @param onIdConflict What to make of an id that comes again with another body.
 * @param onStoreFailure What to do with a delivery while the store cannot answer.
 * @param refusalStatus HTTP status for a request that proves nothing, 400 to 499 but not 410. As the provider needs it
 *     unless set.
 * @param publicUrl URL that the provider was given, exactly as written there and without a query; needed by schemes that sign
 *     it.
 * @param httpsOnly Whether requests over plain HTTP are refused.
 * @param allowedAddresses Comma-separated list of address ranges, such as 192.0.2.0/24, from which requests are accepted.
 *     Every address unless set.
 */
public record EndpointProperties(
        @Nullable String provider,
        @Nullable String path,
        @Nullable String secret,
        @DefaultValue List<SecretProperties> secrets,
        @Nullable Path secretFile,
        @Nullable String secretSource,
        @DefaultValue("false") boolean acceptUnsigned,
        @Nullable String handshakeToken,
        @Nullable Duration tolerance,
        @Nullable Duration futureTolerance,
        @DefaultValue("1MB") DataSize maxBody,
        @DefaultValue("5m") Duration lease,
        @Nullable Duration retention,
        @DefaultValue("false") boolean allowCompressed,
        @DefaultValue("duplicate") IdConflict onIdConflict,
        @DefaultValue("refuse") StoreFailurePolicy onStoreFailure,
        @Nullable Integer refusalStatus,
        @Nullable String publicUrl,
        @DefaultValue("false") boolean httpsOnly,
        @DefaultValue List<String> allowedAddresses) {

    /** The provider and the path, and never the secret. */
    @Override
    public String toString() {
        return "EndpointProperties[provider=" + provider + ", path=" + path + ", secret=******]";
    }
}
