package io.hookward.scheme;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * How the secret as the provider shows it becomes key bytes: a short list of steps, applied in order.
 *
 * <table>
 * <caption>The steps</caption>
 * <tr><th>step</th><th>meaning</th></tr>
 * <tr><td>{@code text}</td><td>the characters as UTF-8, prefix and all</td></tr>
 * <tr><td>{@code base64}</td><td>decoded as Base64; the URL alphabet and missing padding are accepted</td></tr>
 * <tr><td>{@code hex}</td><td>decoded as hex digits</td></tr>
 * <tr><td>{@code strip P}</td><td>the prefix P is removed if it is there</td></tr>
 * <tr><td>{@code require P}</td><td>the prefix P must be there, and is removed</td></tr>
 * <tr><td>{@code strip-match R}</td><td>what the regular expression R matches at the start is removed</td></tr>
 * <tr><td>{@code base64-after P}</td><td>with the prefix P: removed, the rest decoded; without it: text</td></tr>
 * <tr><td>{@code nfkd}</td><td>Unicode normalisation form KD, before the bytes are taken</td></tr>
 * <tr><td>{@code sha1}, {@code sha256}</td><td>the bytes so far are replaced by their hash</td></tr>
 * <tr><td>{@code pem}, {@code spki}</td><td>a public key: PEM, or Base64 of its SubjectPublicKeyInfo</td></tr>
 * </table>
 *
 * @param steps the steps as written in a scheme file, at least one
 */
public record KeyForm(List<String> steps) {
    /** The secret's characters as UTF-8. */
    public static final KeyForm TEXT = new KeyForm(List.of("text"));

    /** Base64. */
    public static final KeyForm BASE64 = new KeyForm(List.of("base64"));

    /** Hex digits. */
    public static final KeyForm HEX = new KeyForm(List.of("hex"));

    /** Base64 behind an optional {@code whsec_}, as Standard Webhooks has it. */
    public static final KeyForm WHSEC = new KeyForm(List.of("strip whsec_", "base64"));

    /**
     * Checks the steps.
     *
     * @throws IllegalArgumentException if there is none, one is unknown, or one cannot follow the one before it
     */
    public KeyForm {
        steps = List.copyOf(steps);
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("a key needs at least one step, such as \"text\"");
        }
        for (String step : steps) {
            check(step);
        }
        for (int i = 1; i < steps.size(); i++) {
            int before = stage(steps.get(i - 1));
            int stage = stage(steps.get(i));
            if (stage < before || stage == 1 && before == 1) {
                throw new IllegalArgumentException("'" + steps.get(i) + "' cannot follow '" + steps.get(i - 1)
                        + "': first the text is changed, then it becomes bytes, then they are hashed");
            }
        }
    }

    /** 0 for steps from text to text, 1 from text to bytes, 2 from bytes to bytes. */
    private static int stage(String step) {
        String word = word(step);
        return isTextStep(word) ? 0 : word.equals("sha1") || word.equals("sha256") ? 2 : 1;
    }

    /**
     * The key bytes of a secret.
     *
     * @param secret the secret as the provider shows it
     * @return the key's bytes, a fresh array
     * @throws IllegalArgumentException if the secret does not have this form; the message never contains the secret
     */
    public byte[] keyBytes(String secret) {
        SecretMistakes.refuseKeyOfPair(secret, steps);
        List<String> pending = new ArrayList<>(steps);
        String text = secret;
        while (!pending.isEmpty()) {
            String word = word(pending.get(0));
            String operand = operand(pending.get(0));
            if (!isTextStep(word)) {
                break;
            }
            text = applyToText(word, operand, text);
            pending.remove(0);
        }
        byte[] bytes = null;
        for (String step : pending) {
            bytes = bytes == null ? toBytes(step, text) : hash(word(step), bytes);
        }
        return bytes == null ? utf8(text) : bytes;
    }

    /**
     * The key bytes of a public key, which may always be PEM or JSON Web Keys, whatever form the provider shows it in: both
     * say themselves what they are.
     *
     * @param secret the public key as the provider shows it, as PEM, or as a JSON Web Key or a set of them
     * @return the key's bytes, a fresh array
     * @throws IllegalArgumentException if it is none of these; the message never contains it
     */
    public byte[] publicKeyBytes(String secret) {
        if (Pem.isPem(secret)) {
            return Pem.bytes(secret);
        }
        return secret.startsWith("{") ? utf8(secret) : keyBytes(secret);
    }

    /**
     * Why a secret of this form may be meant otherwise, for a warning, or empty.
     *
     * @param secret the secret as the provider shows it; the text that is returned does not contain it
     */
    public Optional<String> doubt(String secret) {
        return Optional.ofNullable(SecretMistakes.doubt(secret, steps));
    }

    private static boolean isTextStep(String word) {
        return switch (word) {
            case "strip", "require", "strip-match", "nfkd" -> true;
            default -> false;
        };
    }

    private static String applyToText(String word, String operand, String text) {
        return switch (word) {
            case "strip" -> text.startsWith(operand) ? text.substring(operand.length()) : text;
            case "require" -> {
                if (!text.startsWith(operand)) {
                    throw SecretMistakes.lacksPrefix(operand);
                }
                yield text.substring(operand.length());
            }
            case "strip-match" -> {
                var matcher = Pattern.compile(operand).matcher(text);
                yield matcher.lookingAt() ? text.substring(matcher.end()) : text;
            }
            default -> Normalizer.normalize(text, Normalizer.Form.NFKD);
        };
    }

    private static byte[] toBytes(String step, String text) {
        String word = word(step);
        return switch (word) {
            case "text" -> utf8(text);
            case "base64" -> base64(text);
            case "base64-after" ->
                text.startsWith(operand(step))
                        ? base64(text.substring(operand(step).length()))
                        : utf8(text);
            case "hex" -> {
                byte[] bytes = Encoding.HEX.decode(text);
                if (bytes == null) {
                    throw SecretMistakes.noHex(text);
                }
                yield bytes;
            }
            case "pem" -> text.startsWith("{") ? utf8(text) : Pem.bytes(text);
            case "spki" -> base64(text);
            default -> hash(word, utf8(text));
        };
    }

    private static byte[] utf8(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (!Character.isHighSurrogate(text.charAt(i))
                        || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    throw new IllegalArgumentException("the secret is not well-formed Unicode");
                }
                i++;
            }
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] base64(String text) {
        SecretMistakes.refuseOtherPrefix(text);
        String standard = text.replace('-', '+').replace('_', '/');
        try {
            return java.util.Base64.getDecoder().decode(standard);
        } catch (IllegalArgumentException malformed) {
            // The JDK's message would quote a character of the secret.
            throw SecretMistakes.noBase64(text);
        }
    }

    private static byte[] hash(String word, byte[] bytes) {
        String algorithm = word.equals("sha1") ? "SHA-1" : "SHA-256";
        try {
            return MessageDigest.getInstance(algorithm).digest(bytes);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("this JDK has no " + algorithm, missing);
        }
    }

    private static void check(String step) {
        String word = word(step);
        String operand = operand(step);
        boolean known = switch (word) {
            case "text", "base64", "hex", "nfkd", "sha1", "sha256", "pem", "spki" -> operand.isEmpty();
            case "strip", "require", "base64-after" -> !operand.isEmpty();
            case "strip-match" -> isPattern(operand);
            default -> false;
        };
        if (!known) {
            throw new IllegalArgumentException("'" + step + "' is no key step; there are text, base64, hex, nfkd, sha1,"
                    + " sha256, pem, spki, 'strip PREFIX', 'require PREFIX', 'strip-match REGEX' and"
                    + " 'base64-after PREFIX'");
        }
    }

    private static boolean isPattern(String regex) {
        try {
            Pattern.compile(regex);
            return !regex.isEmpty();
        } catch (PatternSyntaxException malformed) {
            return false;
        }
    }

    private static String word(String step) {
        int blank = step.indexOf(' ');
        return blank < 0 ? step : step.substring(0, blank);
    }

    private static String operand(String step) {
        int blank = step.indexOf(' ');
        return blank < 0 ? "" : step.substring(blank + 1);
    }

    /** The steps as a scheme file has them, such as {@code strip whsec_, base64}. */
    @Override
    public String toString() {
        return String.join(", ", steps);
    }
}
