package io.hookward.secret;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Refuses texts that are a secret with something around it, or none: what copying and configuring do to secrets. */
final class SecretText {
    private static final Pattern PLACEHOLDER = Pattern.compile(
            "\\$\\{.*}|\\{\\{.*}}|<[^<>]*>|\\$[A-Z][A-Z0-9_]{2,}|%[A-Z][A-Z0-9_]{2,}%|ENC\\(.*\\)|\\{cipher}.*");
    private static final Pattern ASSIGNMENT = Pattern.compile("(export )?[A-Z][A-Z0-9]*(_[A-Z0-9]+)+=.+");
    private static final String OPENING = "\"'`\u201C\u2018\u00AB";
    private static final String CLOSING = "\"'`\u201D\u2019\u00BB";

    private SecretText() {}

    /**
     * Checks a secret as it was configured.
     *
     * @param id names the secret in the complaint
     * @throws IllegalArgumentException if it cannot be a secret; the message never contains it
     */
    static void check(String id, String secret) {
        String complaint = complaint(secret);
        if (complaint != null) {
            throw new IllegalArgumentException("secret '" + id + "' " + complaint);
        }
    }

    private static @Nullable String complaint(String secret) {
        if (secret.isBlank()) {
            return "is blank: is its variable or property set?";
        }
        if (PLACEHOLDER.matcher(secret).matches()) {
            return "is an unresolved placeholder: is its variable or property set?";
        }
        if (secret.startsWith("\uFEFF")) {
            return "begins with a byte order mark, which an editor put there";
        }
        // A PEM file ends with a line break, and white space means nothing in it.
        if (!secret.equals(secret.strip()) && !secret.strip().startsWith("-----BEGIN ")) {
            return "begins or ends with white space: a trailing line break, perhaps?";
        }
        if (isQuoted(secret)) {
            return "stands in quotation marks, which would be part of it: leave them out";
        }
        if (secret.endsWith("\\n") || secret.endsWith("\\r")) {
            return secret.startsWith("-----BEGIN ") ? null : "ends with a line break that is written out: leave it out";
        }
        if (ASSIGNMENT.matcher(secret).matches()) {
            return "is a whole line of an environment file: give what stands behind the '='";
        }
        if (secret.startsWith("https://") || secret.startsWith("http://")) {
            return "is a URL";
        }
        return secret.codePoints().anyMatch(SecretText::isInvisible)
                ? "contains a character that cannot be seen: copy it again"
                : null;
    }

    private static boolean isQuoted(String secret) {
        int quote = OPENING.indexOf(secret.charAt(0));
        return secret.length() > 1 && quote >= 0 && secret.charAt(secret.length() - 1) == CLOSING.charAt(quote);
    }

    /** Zero-width and directional marks, soft hyphens, other spaces. Line breaks stand in PEM. */
    private static boolean isInvisible(int c) {
        return Character.getType(c) == Character.FORMAT || c == 0xA0 || c == 0x2028 || c == 0x2029 || c == 0;
    }
}
