package io.hookward.samples.jetty;

import io.hookward.scheme.Providers;
import io.hookward.scheme.SchemeException;
import io.hookward.scheme.SignatureScheme;
import io.hookward.secret.Secret;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Chooses who has an endpoint: everybody for whom there is a secret, from the environment or made up. */
final class Mounts {
    private Mounts() {}

    /**
     * The mounts of the catalogue, in alphabetical order, and then those of scheme files. A file whose name is in the
     * catalogue takes that place.
     *
     * @throws UsageException if a file is no scheme, or a variable holds no usable secret
     */
    static List<Mount> of(List<Path> schemeFiles, SecretVariables variables) throws UsageException {
        Map<String, SignatureScheme> schemes = new LinkedHashMap<>();
        Providers.names().forEach(name -> schemes.put(name, Providers.get(name)));
        for (Path file : schemeFiles) {
            SignatureScheme scheme = read(file);
            schemes.put(scheme.name(), scheme);
        }
        List<Mount> mounts = new ArrayList<>();
        for (SignatureScheme scheme : schemes.values()) {
            add(scheme, variables, mounts);
        }
        return mounts;
    }

    private static void add(SignatureScheme scheme, SecretVariables variables, List<Mount> mounts)
            throws UsageException {
        List<Secret> secrets = variables.secrets(scheme);
        if (!secrets.isEmpty()) {
            mounts.add(new Mount(scheme, secrets, null));
            return;
        }
        DemoSecrets.of(scheme)
                .ifPresent(demo ->
                        mounts.add(new Mount(scheme, List.of(Secret.of(demo).withId("demo")), demo)));
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
}
