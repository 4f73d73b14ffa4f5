package io.hookward.samples.jetty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hookward.samples.jetty.Options.UsageException;
import io.hookward.scheme.Providers;
import io.hookward.scheme.SignatureScheme;
import io.hookward.secret.Secret;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Secrets out of the environment. */
class SecretVariablesTest {
    private static final SignatureScheme SCHEME = Providers.get("standard-webhooks");
    private static final String VARIABLE = "HOOKWARD_STANDARD_WEBHOOKS_SECRET";

    @Test
    @DisplayName("the variable is the provider's name in upper case, with underscores")
    void name() {
        assertThat(SecretVariables.name("standard-webhooks")).isEqualTo(VARIABLE);
    }

    @Test
    @DisplayName("blanks divide secrets, newest first, which are numbered")
    void several() throws UsageException {
        List<Secret> secrets = variables("  first-secret-of-this-test \t second-secret-of-this-test\n")
                .secrets(SCHEME);

        assertThat(secrets).extracting(Secret::id).containsExactly("1", "2");
    }

    @Test
    @DisplayName("a variable that is not set gives none")
    void absent() throws UsageException {
        assertThat(new SecretVariables(Map.of()).secrets(SCHEME)).isEmpty();
    }

    @Test
    @DisplayName("a variable that is set, but blank, is refused")
    void blank() {
        assertThatThrownBy(() -> variables(" ").secrets(SCHEME))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining(VARIABLE);
    }

    @Test
    @DisplayName("a short secret is refused with a message that names the variable, and not the secret")
    void tooShort() {
        assertThatThrownBy(() -> variables("first-secret-of-this-test tiny").secrets(SCHEME))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining(VARIABLE)
                .hasMessageContaining("HOOKWARD_ALLOW_SHORT_SECRETS")
                .hasMessageNotContaining("tiny");
    }

    @Test
    @DisplayName("a short secret is taken if that is allowed by name")
    void shortAllowed() throws UsageException {
        SecretVariables variables =
                new SecretVariables(Map.of(VARIABLE, "tiny", "HOOKWARD_ALLOW_SHORT_SECRETS", "true"));

        assertThat(variables.secrets(SCHEME)).hasSize(1);
    }

    @Test
    @DisplayName("a placeholder that nobody filled in is refused with the variable's name")
    void placeholder() {
        assertThatThrownBy(() -> variables("${SECRET_OF_THIS_TEST}").secrets(SCHEME))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining(VARIABLE);
    }

    @Test
    @DisplayName("a public key in PEM is one secret in spite of its blanks")
    void pem() throws UsageException {
        String pem = "-----BEGIN PUBLIC KEY-----\nAAAA\nBBBB\n-----END PUBLIC KEY-----";

        assertThat(variables(pem + "\n" + pem + " a-secret-that-is-no-pem").secrets(SCHEME))
                .hasSize(3);
    }

    @Test
    @DisplayName("variables that are no endpoint's are noticed")
    void unused() {
        SecretVariables variables = new SecretVariables(
                Map.of("HOOKWARD_GITHIB_SECRET", "x", "HOOKWARD_GITHUB_SECRET", "x", "HOOKWARD_HOME", "x"));

        assertThat(variables.unused(List.of("github"))).containsExactly("HOOKWARD_GITHIB_SECRET");
    }

    private static SecretVariables variables(String value) {
        return new SecretVariables(Map.of(VARIABLE, value));
    }
}
