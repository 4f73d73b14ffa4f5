package io.hookward.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookward.scheme.Providers;
import io.hookward.scheme.SignatureScheme;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Secrets that everybody knows. */
class SampleSecretTest {

    @Test
    @DisplayName("every scheme with a shared secret has one in the form of that scheme, which says what it is")
    void everyScheme() {
        for (String name : Providers.names()) {
            SignatureScheme scheme = Providers.get(name);
            boolean isShared = scheme.methods().get(0).algorithms().get(0).isSymmetric();

            assertThat(SampleSecret.of(scheme).isPresent()).as(name).isEqualTo(isShared);
            SampleSecret.of(scheme).ifPresent(secret -> {
                byte[] key = scheme.methods().get(0).key().keyBytes(secret);
                String decoded = new String(key, StandardCharsets.ISO_8859_1);
                assertThat(key).as(name).hasSizeGreaterThanOrEqualTo(16);
                assertThat(secret + decoded).as(name).contains("demo-secret", "everybody-knows-it");
            });
        }
    }

    @Test
    @DisplayName("it is the same each time")
    void same() {
        assertThat(SampleSecret.of(Providers.get("github")))
                .contains("demo-secret-for-github-everybody-knows-it")
                .isEqualTo(SampleSecret.of(Providers.get("github")));
    }
}
