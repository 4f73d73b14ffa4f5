package io.hookward.testkit.curl;

import io.hookward.scheme.KeyForm;
import io.hookward.scheme.SignatureScheme;
import io.hookward.secret.Secret;
import java.util.HexFormat;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * How a shell line refers to a secret: by its text, or by the variable that holds it.
 *
 * @param isShown whether the secret itself stands in the line
 * @param text the secret as text, quoted for the shell; only where the scheme uses it as text
 * @param openssl the options that make {@code openssl dgst} compute an HMAC with it
 */
record ShellKey(boolean isShown, Optional<String> text, String openssl) {

    static ShellKey showing(String secret, SignatureScheme scheme) {
        KeyForm form = scheme.methods().get(0).key();
        if (form.equals(KeyForm.TEXT)) {
            return asText(true, Shell.quoted(secret));
        }
        return asHex(
                true, Secret.of(secret).exposeTo(form, key -> HexFormat.of().formatHex(key)));
    }

    /**
     * The key in an environment variable.
     *
     * @throws NoSuchElementException if the shell would have to decode the secret in a way that is too much for a line
     */
    static ShellKey reading(String variable, SignatureScheme scheme) {
        KeyForm form = scheme.methods().get(0).key();
        String first = "\"${" + variable + "%% *}\"";
        return form.equals(KeyForm.TEXT) ? asText(false, first) : decoded(form, first);
    }

    private static ShellKey asText(boolean isShown, String quoted) {
        return new ShellKey(isShown, Optional.of(quoted), "-hmac " + quoted);
    }

    private static ShellKey asHex(boolean isShown, String hex) {
        return new ShellKey(isShown, Optional.empty(), "-mac HMAC -macopt hexkey:" + hex);
    }

    /** Base64 and hex, with a prefix or without. */
    private static ShellKey decoded(KeyForm form, String value) {
        String set = "K=" + value + "; ";
        String prefix = "";
        for (String step : form.steps().subList(0, form.steps().size() - 1)) {
            if (!step.startsWith("strip ") && !step.startsWith("require ") || !prefix.isEmpty()) {
                throw new NoSuchElementException("no shell text for " + step);
            }
            prefix = "#" + step.substring(step.indexOf(' ') + 1);
        }
        String rest = "\"${K" + prefix + "}\"";
        String last = form.steps().get(form.steps().size() - 1);
        return switch (last) {
            case "hex" -> asHex(false, "$(" + set + "printf %s " + rest + ")");
            case "base64" ->
                asHex(
                        false,
                        "$(" + set + "printf %s " + rest
                                + " | tr '_-' '/+' | openssl base64 -d -A | od -An -vtx1 | tr -d ' \\n')");
            default -> throw new NoSuchElementException("no shell text for " + last);
        };
    }
}
