package io.hookward.testkit.explain;

import io.hookward.scheme.Algorithm;
import io.hookward.scheme.SigningMethod;
import io.hookward.scheme.Source;
import io.hookward.secret.Secret;
import io.hookward.verify.Explanation;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Recognises the beginning of a right signature, which no verifier accepts. */
final class TruncatedSignature {
    /** As many bytes agree by chance once in 2^64. */
    private static final int FEWEST_BYTES = 8;

    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9+/_-]{11,200}={0,2}");

    private TruncatedSignature() {}

    /** How much of the signature arrived, or empty if what arrived is not the beginning of it. */
    static Optional<String> of(Attempt attempt, Explanation explanation, Secret key) {
        SigningMethod method = attempt.recipe().methods().get(0);
        Algorithm algorithm = method.algorithms().get(0);
        if (algorithm.kind() != Algorithm.Kind.MAC || explanation.content().isEmpty()) {
            return Optional.empty();
        }
        byte[] right = ExpectedSignature.mac(algorithm, explanation, key);
        for (Source source : method.signature().sources()) {
            String value = source.kind() == Source.Kind.HEADER ? attempt.header(source.name()) : null;
            if (value == null || value.length() > 4000) {
                continue;
            }
            for (String token :
                    TOKEN.matcher(value).results().map(MatchResult::group).toList()) {
                for (byte @Nullable [] part : Arrays.asList(hex(token), base64(token))) {
                    if (part != null && isBeginning(part, right)) {
                        return Optional.of(part.length + " of " + right.length + " bytes");
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isBeginning(byte[] part, byte[] right) {
        return part.length >= FEWEST_BYTES
                && part.length < right.length
                && Arrays.equals(part, Arrays.copyOf(right, part.length));
    }

    private static byte @Nullable [] hex(String token) {
        String digits = token.length() % 2 == 0 ? token : token.substring(0, token.length() - 1);
        return digits.matches("[0-9a-fA-F]+") ? HexFormat.of().parseHex(digits) : null;
    }

    /** Whole groups of four only: the last characters of a cut text have bits of their own. */
    private static byte @Nullable [] base64(String token) {
        String digits = token.replaceAll("=+$", "").replace('-', '+').replace('_', '/');
        return Base64.getDecoder().decode(digits.substring(0, digits.length() / 4 * 4));
    }
}
