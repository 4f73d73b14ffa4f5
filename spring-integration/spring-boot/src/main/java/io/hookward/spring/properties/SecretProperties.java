package io.hookward.spring.properties;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * One of several secrets of an endpoint.
 *
 * @param value Secret, as the provider shows it; usually a placeholder for an environment variable.
 * @param id Name of the secret in logs and metrics, not secret itself. Defaults to its position in the list, from 1.
 * @param encoding How the value encodes the key: as the provider defines, or base64 or hex regardless of the provider.
 * @param notBefore Instant, in ISO 8601, from which the secret is valid.
 * @param notAfter Instant, in ISO 8601, until which the secret is valid.
 * @param allowShort Whether fewer than 16 bytes are accepted. Only for a provider that issues no longer secrets.
 */
public record SecretProperties(
        @Nullable String value,
        @Nullable String id,
        @DefaultValue("provider") SecretEncoding encoding,
        @Nullable Instant notBefore,
        @Nullable Instant notAfter,
        @DefaultValue("false") boolean allowShort) {

    /** The id, and never the secret. */
    @Override
    public String toString() {
        return "SecretProperties[id=" + id + ", value=******]";
    }
}
