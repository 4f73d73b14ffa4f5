package io.hookward.spring.autoconfigure;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * One of several secrets of an endpoint.
 *
 * @param value Secret, as the provider shows it; usually a placeholder such as an environment variable.
 * @param id Name of the secret in logs and metrics, not secret itself. Its place in the list, from 1, unless set.
 * @param encoding How the value stands for the key: as the provider says, or base64 or hex whatever the provider says.
 * @param notBefore Moment, in ISO 8601, from which the secret is valid.
 * @param notAfter Moment, in ISO 8601, up to which the secret is valid.
 * @param allowShort Whether fewer than 16 bytes are accepted: only for a provider that gives no longer one.
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
