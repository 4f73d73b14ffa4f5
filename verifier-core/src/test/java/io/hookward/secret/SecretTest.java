package io.hookward.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.hookward.scheme.KeyForm;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretTest {
    private static final String TEXT = "sixteen-or-more-characters";
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private static byte[] key(Secret secret, KeyForm form) {
        return secret.exposeTo(form, byte[]::clone);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "                         ",
                "\t\r\n                   ",
                "\u2003\u2003\u2003\u2003\u2003\u2003\u2003",
                "${HOOKWARD_GITHUB_SECRET}",
                "${secret.of.something.longer:}",
                "sixteen-or-more-characters\n",
                " sixteen-or-more-characters",
                "sixteen-or-more-characters\r\n",
                "sixteen-or-more-characters\u2028",
                "\uFEFFsixteen-or-more-characters",
                "sixteen-or-more\uD800-characters",
                "\uDC00sixteen-or-more-characters",
            })
    @DisplayName(
            "a blank secret, a placeholder, one with white space around it and one that is no text are refused, allowed short or not")
    void unusable(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Secret.of(text));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Secret.builder(text).allowShort().build());
    }

    @ParameterizedTest
    @ValueSource(strings = {"changeme", "secret", "password", "test", "null", "undefined", "whsec_", "123456789012345"})
    @DisplayName("a secret of fewer than 16 bytes is refused unless that is allowed by name")
    void tooShort(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Secret.of(text))
                .withMessageContaining(text.length() + " bytes")
                .withMessageContaining("allowShort()");
        assertThatNoException()
                .isThrownBy(() -> Secret.builder(text).allowShort().build());
    }

    @Test
    @DisplayName("sixteen bytes are enough, and it is bytes that count, not characters")
    void shortest() {
        assertThatNoException().isThrownBy(() -> Secret.of("1234567890123456"));
        assertThatNoException().isThrownBy(() -> Secret.of("ääääääää"));
        assertThatNoException().isThrownBy(() -> Secret.ofBytes(new byte[16]));
        assertThatNoException().isThrownBy(() -> Secret.ofHex("00".repeat(16)));
        assertThatIllegalArgumentException().isThrownBy(() -> Secret.ofBytes(new byte[15]));
        assertThatIllegalArgumentException().isThrownBy(() -> Secret.ofHex("00".repeat(15)));
        assertThatIllegalArgumentException().isThrownBy(() -> Secret.ofBase64("AAAAAAAAAAAAAAAAAAAA"));
    }

    @Test
    @DisplayName("an empty key is refused in whatever form it comes, and cannot be allowed")
    void empty() {
        assertThatIllegalArgumentException().isThrownBy(() -> Secret.ofBytes(new byte[0]));
        assertThatIllegalArgumentException().isThrownBy(() -> Secret.ofHex(""));
        assertThatIllegalArgumentException().isThrownBy(() -> Secret.ofBase64(""));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Secret.builder(new byte[0]).allowShort().build());
    }

    @Test
    @DisplayName("text that its form makes nothing of is refused when the key is made")
    void nothingLeft() {
        Secret prefixAlone = Secret.builder("whsec_").allowShort().build();
        assertThatIllegalArgumentException().isThrownBy(() -> key(prefixAlone, KeyForm.WHSEC));
        Secret padding = Secret.builder("====").allowShort().build();
        assertThatIllegalArgumentException().isThrownBy(() -> key(padding, KeyForm.BASE64));
        Secret shortOnceDecoded = Secret.of("whsec_AAAAAAAAAAAA");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> key(shortOnceDecoded, KeyForm.WHSEC))
                .withMessageContaining("9 bytes");
    }

    @ParameterizedTest
    @NullSource
    @DisplayName("a secret that is not there is refused at once")
    void absent(String text) {
        assertThatNullPointerException().isThrownBy(() -> Secret.of(text));
    }

    @Test
    @DisplayName("characters beyond ASCII become their UTF-8 bytes, never question marks")
    void utf8() {
        assertThat(hex(key(Secret.of("pässwörd-日本-🔑🔑"), KeyForm.TEXT)))
                .isEqualTo("70c3a4737377c3b672642de697a5e69cac2df09f9491f09f9491");
    }

    @Test
    @DisplayName("the key is copied in and out: nobody changes it afterwards")
    void copies() {
        byte[] given = TEXT.getBytes(StandardCharsets.UTF_8);
        Secret secret = Secret.ofBytes(given);
        Arrays.fill(given, (byte) 0);
        secret.exposeTo(KeyForm.TEXT, handed -> {
            Arrays.fill(handed, (byte) 1);
            return "done";
        });
        assertThat(key(secret, KeyForm.TEXT)).isEqualTo(TEXT.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    @DisplayName("what was handed out is wiped after use, even if the user of it failed")
    void wiped() {
        List<byte[]> leaked = new ArrayList<>();
        Secret.of(TEXT).exposeTo(KeyForm.TEXT, key -> leaked.add(key));
        assertThatIllegalStateException()
                .isThrownBy(() -> Secret.of(TEXT).exposeTo(KeyForm.TEXT, key -> {
                    leaked.add(key);
                    throw new IllegalStateException("failed");
                }));
        assertThat(leaked).hasSize(2).allSatisfy(key -> assertThat(key).containsOnly(0));
    }

    @Test
    @DisplayName("a secret from the environment is the variable's value, whole")
    void environment() {
        Secret secret = Secret.fromEnvironment("A_WEBHOOK_SECRET", Map.of("A_WEBHOOK_SECRET", TEXT)::get);
        assertThat(key(secret, KeyForm.TEXT)).isEqualTo(TEXT.getBytes(StandardCharsets.UTF_8));
        assertThat(secret.id()).isEqualTo("default");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Secret.fromEnvironment("A_VARIABLE_THAT_NOBODY_SETS"))
                .withMessage(
                        "the environment variable A_VARIABLE_THAT_NOBODY_SETS is not set: set it to the secret that"
                                + " the provider shows for this endpoint, before the application starts");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "\n", "zqxj", "zqxj-vkwy-zqxj-vkwy\n", "${zqxj-vkwy-zqxj-vkwy}"})
    @DisplayName("a variable that holds no secret is named, and its value is not")
    void unusableVariable(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Secret.fromEnvironment("A_WEBHOOK_SECRET", Map.of("A_WEBHOOK_SECRET", value)::get))
                .withMessageContaining("the environment variable A_WEBHOOK_SECRET ")
                .satisfies(SecretTest::silent);
    }

    @Test
    @DisplayName("a secret is valid from its first moment to its last, both included")
    void interval() {
        Secret secret = Secret.builder(TEXT)
                .notBefore(NOON)
                .notAfter(NOON.plusSeconds(60))
                .build();
        assertThat(secret.isValidAt(NOON.minusNanos(1))).isFalse();
        assertThat(secret.isValidAt(NOON)).isTrue();
        assertThat(secret.isValidAt(NOON.plusSeconds(60))).isTrue();
        assertThat(secret.isValidAt(NOON.plusSeconds(60).plusNanos(1))).isFalse();
        assertThat(Secret.of(TEXT).isValidAt(Instant.MIN)).isTrue();
        assertThat(Secret.of(TEXT).isValidAt(Instant.MAX)).isTrue();
    }

    @Test
    @DisplayName("an interval that ends before it begins, and an id that names nothing, are refused")
    void oddSettings() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Secret.builder(TEXT)
                        .notBefore(NOON)
                        .notAfter(NOON.minusNanos(1))
                        .build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Secret.builder(TEXT).id(" ").build());
    }

    @Test
    @DisplayName("ending a secret never gives it more time than it had")
    void until() {
        Secret ending = Secret.builder(TEXT).notAfter(NOON).build();
        assertThat(ending.until(NOON.plusSeconds(1)).notAfter()).contains(NOON);
        assertThat(ending.until(NOON.minusSeconds(1)).notAfter()).contains(NOON.minusSeconds(1));
        assertThat(Secret.of(TEXT).until(NOON).notAfter()).contains(NOON);
    }

    @Test
    @DisplayName("a secret never prints itself, and its messages never contain it")
    void neverPrinted() {
        String text = "zqxj-vkwy-zqxj-vkwy";
        Secret secret = Secret.builder(text).id("2026-11").build();
        assertThat(secret.toString()).contains("2026-11").doesNotContain("zqxj");
        assertThat(Secret.builder(text)).asString().doesNotContain("zqxj");
        assertThat(Secret.ofBytes(text.getBytes(StandardCharsets.UTF_8)))
                .asString()
                .doesNotContain("zqxj");
        for (String odd : List.of(text + "\n", "${" + text + "}", "zqxj", text + "\uD800")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Secret.of(odd))
                    .satisfies(SecretTest::silent);
        }
        for (List<String> steps : List.of(
                List.of("base64"), List.of("hex"), List.of("require whsec_"), List.of("spki"), List.of("pem"))) {
            Secret notIt = Secret.of("zqxj!vkwy!zqxj!vkwy");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> key(notIt, new KeyForm(steps)))
                    .satisfies(SecretTest::silent);
        }
    }

    private static void silent(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            assertThat(String.valueOf(cause.getMessage()))
                    .doesNotContain("zqxj")
                    .doesNotContain("vkwy");
        }
    }

    @Test
    @DisplayName("two secrets are never equal by their bytes")
    void noEquals() {
        assertThat(Secret.of(TEXT)).isNotEqualTo(Secret.of(TEXT));
    }

    @Test
    @DisplayName("a random secret is 32 bytes in hex, and another each time")
    void random() {
        Set<String> made = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            assertThat(Secret.random()).matches("[0-9a-f]{64}");
            made.add(Secret.random());
        }
        assertThat(made).hasSize(100);
    }
}
