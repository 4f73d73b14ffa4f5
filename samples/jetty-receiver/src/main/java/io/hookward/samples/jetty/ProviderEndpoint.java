package io.hookward.samples.jetty;

import io.hookward.WebhookEndpoint;
import io.hookward.samples.jetty.Options.UsageException;
import io.hookward.scheme.Providers;
import io.hookward.scheme.SchemeException;
import io.hookward.scheme.SignatureScheme;
import io.hookward.secret.Secret;
import io.hookward.secret.SecretSource;
import io.hookward.testkit.SampleSecret;
import io.hookward.testkit.SimulatedProvider;
import io.hookward.testkit.check.ReceiverCheck;
import io.hookward.testkit.curl.CurlCommand;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A provider that has an endpoint here.
 *
 * @param scheme how it signs
 * @param secrets its secrets, newest first
 * @param demoSecret the secret that everybody knows, or null if the environment gave the secrets
 */
record ProviderEndpoint(
        SignatureScheme scheme,
        List<Secret> secrets,
        @Nullable String demoSecret) {
    /**
     * An endpoint for every provider that has a secret, be it from the environment or a demo secret: those of the
     * catalogue in alphabetical order, and then those of scheme files. A file whose name is in the catalogue takes that
     * place.
     *
     * @throws UsageException if a file is no scheme, or a variable holds no usable secret
     */
    static List<ProviderEndpoint> all(List<Path> schemeFiles, SecretVariables variables) throws UsageException {
        Map<String, SignatureScheme> schemes = new LinkedHashMap<>();
        Providers.names().forEach(name -> schemes.put(name, Providers.get(name)));
        for (Path file : schemeFiles) {
            SignatureScheme scheme = read(file);
            schemes.put(scheme.name(), scheme);
        }
        List<ProviderEndpoint> endpoints = new ArrayList<>();
        for (SignatureScheme scheme : schemes.values()) {
            List<Secret> secrets = variables.secrets(scheme);
            Optional<String> demo = SampleSecret.of(scheme);
            if (!secrets.isEmpty()) {
                endpoints.add(new ProviderEndpoint(scheme, secrets, null));
            } else if (demo.isPresent()) {
                Secret secret = Secret.of(demo.get()).withId("demo");
                endpoints.add(new ProviderEndpoint(scheme, List.of(secret), demo.get()));
            }
        }
        return endpoints;
    }

    private static SignatureScheme read(Path file) throws UsageException {
        try {
            return SignatureScheme.read(file);
        } catch (IOException unreadable) {
            throw new UsageException("the scheme file " + file + " cannot be read ("
                    + unreadable.getClass().getSimpleName() + ")");
        } catch (SchemeException wrong) {
            throw new UsageException("the scheme file is wrong: " + wrong.getMessage());
        }
    }

    String name() {
        return scheme.name();
    }

    String path() {
        return "/webhooks/" + scheme.name();
    }

    /**
     * What Hookward is told about this endpoint.
     *
     * @param base the address of this server, for schemes that sign their URL
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
            throw new UsageException(SecretVariables.name(name()) + ": " + unfit.getMessage());
        }
    }

    /** Where the secret comes from, and a shell command that sends a valid delivery. No secret of the environment is in it. */
    String command(URI base) {
        String variable = SecretVariables.name(name());
        String url = base.resolve(path()).toString();
        String origin = demoSecret == null ? secrets.size() + " from " + variable : demoSecret;
        Optional<String> command = demoSecret == null
                ? CurlCommand.reading(variable, scheme, url)
                : CurlCommand.showing(demoSecret, scheme, url);
        return "# " + scheme.title() + ", secret: " + origin + "\n"
                + command.orElse("# no line: signing this takes more than openssl and a shell can do in one");
    }

    /** A check of this endpoint, or empty if only the provider can sign. */
    Optional<ReceiverCheck> check(URI base) {
        return SimulatedProvider.canBe(scheme)
                ? Optional.of(ReceiverCheck.of(base.resolve(path()), scheme, secrets.get(0)))
                : Optional.empty();
    }
}
