package io.hookward.testkit.explain;

import io.hookward.scheme.Algorithm;
import io.hookward.scheme.Encoding;
import io.hookward.scheme.KeyForm;
import io.hookward.scheme.SigningMethod;
import io.hookward.secret.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The keys that a secret may have been meant to be, for one signing method. Never printable. */
final class SecretVariations {
    /** A key that is so short can be what anybody signs with. */
    private static final int SHORTEST_KEY = 6;

    private static final Pattern PREFIX = Pattern.compile("(whsec_|whpk_|[a-z]{2,8}_)(?=.{6})");
    private static final Pattern ASSIGNMENT =
            Pattern.compile("(?:export )?[A-Za-z_][A-Za-z0-9_]*=\\s*(.+)", Pattern.DOTALL);

    private final SigningMethod method;
    private final List<Keyed> keys = new ArrayList<>();
    private final Set<ByteBuffer> seen = new HashSet<>();

    /**
     * A key.
     *
     * @param secret the key's bytes, with the place in the list as its id
     * @param finding what is wrong if it matches; null for the key that is configured
     */
    record Keyed(Secret secret, @Nullable Finding finding) {}

    private SecretVariations(SigningMethod method) {
        this.method = method;
    }

    /** The keys, the configured one first if the secret has the form that the method wants. */
    static List<Keyed> of(SigningMethod method, KnownSecrets secrets) {
        SecretVariations variations = new SecretVariations(method);
        variations.add(variations.key(secrets.configured()), null);
        variations.texts(secrets.configured());
        for (KnownSecrets.Other other : secrets.others()) {
            variations.add(variations.key(other.text()), new Finding(other.cause(), other.label()));
            variations.add(variations.key(clean(other.text())), new Finding(other.cause(), other.label()));
        }
        return variations.keys;
    }

    private void texts(String text) {
        add(key(text.strip()), new Finding(Cause.SECRET_WHITESPACE, ""));
        if (text.startsWith("\uFEFF")) {
            add(key(text.substring(1)), new Finding(Cause.SECRET_BOM, ""));
        }
        String stripped = text.strip();
        unquoted(stripped).ifPresent(inner -> add(key(inner), new Finding(Cause.SECRET_QUOTED, "")));
        if (stripped.endsWith("\\n")) {
            add(key(stripped.replaceFirst("(\\\\r)?\\\\n$", "")), new Finding(Cause.SECRET_LINE_BREAK, ""));
        }
        Matcher assignment = ASSIGNMENT.matcher(stripped);
        if (assignment.matches()) {
            add(key(clean(assignment.group(1))), new Finding(Cause.SECRET_ASSIGNMENT, ""));
        }
        if (stripped.contains("%")) {
            String decoded = new String(FormVariations.decoded(stripped), StandardCharsets.UTF_8);
            add(key(decoded), new Finding(Cause.SECRET_URL_ENCODED, ""));
        }
        if (stripped.matches("v1a?,.+")) {
            add(key(stripped.substring(stripped.indexOf(',') + 1)), new Finding(Cause.SECRET_VERSION_PREFIX, ""));
        }
        if (method.algorithms().get(0).kind() != Algorithm.Kind.PUBLIC_KEY) {
            forms(clean(text).replaceFirst("^v1a?,", ""));
        }
    }

    /** The same characters, taken as another form of key. */
    private void forms(String text) {
        Matcher prefix = PREFIX.matcher(text);
        boolean prefixed = prefix.lookingAt();
        String rest = prefixed ? text.substring(prefix.end()) : text;
        add(utf8(text), new Finding(prefixed ? Cause.SECRET_PREFIX_KEPT : Cause.SECRET_NOT_DECODED, ""));
        if (prefixed) {
            boolean decodes = !method.key().equals(KeyForm.TEXT);
            add(utf8(rest), new Finding(decodes ? Cause.SECRET_NOT_DECODED : Cause.SECRET_PREFIX_STRIPPED, ""));
        }
        add(form(KeyForm.BASE64, rest), new Finding(Cause.SECRET_BASE64_DECODED, prefixed ? "behind its prefix" : ""));
        add(form(KeyForm.HEX, rest), new Finding(Cause.SECRET_HEX_DECODED, prefixed ? "behind its prefix" : ""));
        add(utf8(text + "\n"), new Finding(Cause.SECRET_NEWLINE_LOST, ""));
        byte[] plain = utf8(text);
        add(utf8(Base64.getEncoder().encodeToString(plain)), new Finding(Cause.SECRET_ENCODED, "Base64"));
        add(utf8(HexFormat.of().formatHex(plain)), new Finding(Cause.SECRET_ENCODED, "hex"));
        byte[] decoded = Encoding.HEX.decode(rest);
        if (decoded != null) {
            add(utf8(Base64.getEncoder().encodeToString(decoded)), new Finding(Cause.SECRET_ENCODED, "Base64, of hex"));
        }
    }

    /** Without white space, mark and quotes. */
    private static String clean(String text) {
        String stripped = (text.startsWith("\uFEFF") ? text.substring(1) : text).strip();
        return unquoted(stripped).orElse(stripped).strip();
    }

    private static Optional<String> unquoted(String text) {
        boolean quoted = text.length() > 2
                && (text.charAt(0) == '"' || text.charAt(0) == '\'' || text.charAt(0) == '`')
                && text.charAt(text.length() - 1) == text.charAt(0);
        return quoted ? Optional.of(text.substring(1, text.length() - 1)) : Optional.empty();
    }

    private byte @Nullable [] key(String text) {
        return form(method.key(), text);
    }

    private static byte @Nullable [] form(KeyForm form, String text) {
        try {
            return form.keyBytes(text);
        } catch (IllegalArgumentException otherForm) {
            return null;
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void add(byte @Nullable [] key, @Nullable Finding finding) {
        if (key == null || key.length < (finding == null ? 1 : SHORTEST_KEY) || !seen.add(ByteBuffer.wrap(key))) {
            return;
        }
        Secret secret =
                Secret.builder(key).id(String.valueOf(keys.size())).allowShort().build();
        keys.add(new Keyed(secret, finding));
    }
}
