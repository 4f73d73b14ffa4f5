package io.hookward.samples.jetty;

import io.hookward.scheme.KeyForm;
import io.hookward.secret.Secret;
import java.util.HexFormat;
import java.util.Optional;

/**
 * How a shell line names a secret: a demo secret as it is, and a real one by its variable, so that it is not printed.
 *
 * @param text the secret as text, quoted for the shell; only where the scheme uses it as text
 * @param openssl what tells {@code openssl dgst} to make an HMAC with it
 */
record ShellKey(Optional<String> text, String openssl) {

    /** The key of a mount, or empty if the shell would have to decode a real secret in a way that is beyond it. */
    static Optional<ShellKey> of(Mount mount, KeyForm form) {
        boolean isText = form.equals(KeyForm.TEXT);
        String demo = mount.demoSecret();
        if (demo == null) {
            String variable = SecretVariables.name(mount.scheme().name());
            String newest = "\"${" + variable + "%% *}\"";
            return isText ? Optional.of(asText(newest)) : decoded(form, variable);
        }
        if (isText) {
            return Optional.of(asText(Shell.quoted(demo)));
        }
        Secret secret = mount.secrets().get(0);
        return Optional.of(asHex(secret.exposeTo(form, key -> HexFormat.of().formatHex(key))));
    }

    private static ShellKey asText(String quoted) {
        return new ShellKey(Optional.of(quoted), "-hmac " + quoted);
    }

    private static ShellKey asHex(String hex) {
        return new ShellKey(Optional.empty(), "-mac HMAC -macopt hexkey:" + hex);
    }

    /** Base64 and hex, with a prefix or without. */
    private static Optional<ShellKey> decoded(KeyForm form, String variable) {
        String set = "K=\"${" + variable + "%% *}\"; ";
        String prefix = "";
        for (String step : form.steps().subList(0, form.steps().size() - 1)) {
            if (!step.startsWith("strip ") && !step.startsWith("require ") || !prefix.isEmpty()) {
                return Optional.empty();
            }
            prefix = "#" + step.substring(step.indexOf(' ') + 1);
        }
        String rest = "\"${K" + prefix + "}\"";
        return switch (form.steps().get(form.steps().size() - 1)) {
            case "hex" -> Optional.of(asHex("$(" + set + "printf %s " + rest + ")"));
            case "base64" ->
                Optional.of(asHex("$(" + set + "printf %s " + rest
                        + " | tr '_-' '/+' | openssl base64 -d -A | od -An -vtx1 | tr -d ' \\n')"));
            default -> Optional.empty();
        };
    }
}
