package io.hookward.samples.jetty;

import io.hookward.WebhookEndpoint;
import io.hookward.scheme.SignatureScheme;
import io.hookward.secret.Secret;
import io.hookward.secret.SecretSource;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A provider that has an endpoint here.
 *
 * @param scheme how it signs
 * @param secrets its secrets, newest first
 * @param demoSecret the secret that everybody knows, or null if the environment gave the secrets
 */
record Mount(
        SignatureScheme scheme,
        List<Secret> secrets,
        @Nullable String demoSecret) {
    String path() {
        return "/webhooks/" + scheme.name();
    }

    /**
     * The endpoint.
     *
     * @param base what this server is reached by, for schemes that sign their URL
     * @throws UsageException if a secret does not fit the scheme
     */
    WebhookEndpoint endpoint(URI base, int maxBody) throws UsageException {
        try {
            return WebhookEndpoint.builder(scheme)
                    .path(path())
                    .secrets(SecretSource.of(secrets))
                    .maxBodyBytes(maxBody)
                    .publicUrl(base.resolve(path()).toString())
                    .build();
        } catch (IllegalArgumentException unfit) {
            throw new UsageException(SecretVariables.name(scheme.name()) + ": " + unfit.getMessage());
        }
    }
}
