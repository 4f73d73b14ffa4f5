package io.hookward.samples.jetty;

import io.hookward.samples.jetty.Options.UsageException;
import io.hookward.scheme.SignatureScheme;
import io.hookward.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Secrets from the environment: {@code HOOKWARD_<PROVIDER>_SECRET}, newest first, blanks between them. */
final class SecretVariables {
    private static final String ALLOW_SHORT = "HOOKWARD_ALLOW_SHORT_SECRETS";
    private static final Pattern VARIABLE = Pattern.compile("HOOKWARD_[A-Z0-9_]+_SECRET");

    /** A public key in PEM has blanks inside. */
    private static final Pattern WORD = Pattern.compile("-----BEGIN [A-Z ]+-----[^-]+-----END [A-Z ]+-----|\\S+");

    private final Map<String, String> environment;

    SecretVariables(Map<String, String> environment) {
        this.environment = environment;
    }

    /** The variable for a provider. */
    static String name(String provider) {
        return "HOOKWARD_" + provider.toUpperCase(Locale.ROOT).replace('-', '_') + "_SECRET";
    }

    /**
     * The secrets for a scheme, with the ids 1, 2 and so on.
     *
     * @return none if the variable is not set
     * @throws UsageException if it is set, but not to secrets that are fit for use; the message does not contain them
     */
    List<Secret> secrets(SignatureScheme scheme) throws UsageException {
        String variable = name(scheme.name());
        String value = environment.get(variable);
        if (value == null) {
            return List.of();
        }
        List<Secret> secrets = new ArrayList<>();
        try {
            for (String word :
                    WORD.matcher(value).results().map(MatchResult::group).toList()) {
                secrets.add(secret(variable, word, secrets.size() + 1));
            }
        } catch (IllegalArgumentException unfit) {
            throw new UsageException(variable + ": " + unfit.getMessage());
        }
        if (secrets.isEmpty()) {
            throw new UsageException(variable + " is set, but blank: give it a secret, or unset it for a demo secret");
        }
        return secrets;
    }

    /** The variables that look like a provider's secret, but are no endpoint's. */
    List<String> unused(Collection<String> providers) {
        List<String> used = providers.stream().map(SecretVariables::name).toList();
        return environment.keySet().stream()
                .filter(name -> VARIABLE.matcher(name).matches() && !used.contains(name))
                .sorted()
                .toList();
    }

    private Secret secret(String variable, String text, int position) throws UsageException {
        Secret.Builder secret = Secret.builder(text).id(String.valueOf(position));
        if ("true".equals(environment.get(ALLOW_SHORT))) {
            return secret.allowShort().build();
        }
        int length = text.getBytes(StandardCharsets.UTF_8).length;
        if (length < Secret.SHORTEST) {
            throw new UsageException("secret " + position + " in " + variable + " has " + length
                    + " bytes, which is too short: use at least " + Secret.SHORTEST + ", or set " + ALLOW_SHORT
                    + "=true if the provider gives no longer one");
        }
        return secret.build();
    }
}
