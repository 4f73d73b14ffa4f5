package io.hookward.testkit;

import io.hookward.scheme.KeyForm;
import io.hookward.scheme.SignatureScheme;
import io.hookward.scheme.SigningMethod;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Secrets for demonstrations: public, the same at each call, in the form that the provider's scheme requires, and with the
 * words "demo" and "everybody-knows-it" in their bytes. Never a secret for production.
 */
public final class SampleSecret {
    private SampleSecret() {}

    /** The sample secret for a scheme, or empty if only the provider can make one, as with public keys. */
    public static Optional<String> of(SignatureScheme scheme) {
        SigningMethod method = scheme.methods().get(0);
        if (!method.algorithms().get(0).isSymmetric()) {
            return Optional.empty();
        }
        KeyForm form = method.key();
        String plain = "demo-secret-for-" + scheme.name() + "-everybody-knows-it";
        try {
            String secret = written(form, plain);
            form.keyBytes(secret);
            return Optional.of(secret);
        } catch (IllegalArgumentException unfit) {
            return Optional.empty();
        }
    }

    private static String written(KeyForm form, String plain) {
        byte[] bytes = plain.getBytes(StandardCharsets.US_ASCII);
        String prefix = "";
        for (String step : form.steps()) {
            int blank = step.indexOf(' ');
            String operand = blank < 0 ? "" : step.substring(blank + 1);
            switch (blank < 0 ? step : step.substring(0, blank)) {
                case "strip", "require" -> prefix += operand;
                case "base64" -> {
                    return prefix + Base64.getEncoder().encodeToString(bytes);
                }
                case "base64-after" -> {
                    return prefix + operand + Base64.getEncoder().encodeToString(bytes);
                }
                case "hex" -> {
                    return prefix + HexFormat.of().formatHex(bytes);
                }
                default -> {}
            }
        }
        return prefix + plain;
    }
}
