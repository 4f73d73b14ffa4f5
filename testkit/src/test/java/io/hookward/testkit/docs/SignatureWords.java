package io.hookward.testkit.docs;

import io.hookward.scheme.Algorithm;
import io.hookward.scheme.Encoding;
import io.hookward.scheme.KeyForm;
import io.hookward.scheme.SignatureField;
import io.hookward.scheme.SigningMethod;
import java.util.ArrayList;
import java.util.List;

/** Algorithm, key and place of a signature in sentences. */
final class SignatureWords {
    private SignatureWords() {}

    /** What makes the signature, and what the secret is to it. */
    static String algorithm(SigningMethod method) {
        String names = Words.row(
                method.algorithms().stream()
                        .map(Algorithm::schemeName)
                        .map(Words::code)
                        .toList(),
                "or");
        String choice = method.algorithms().size() > 1 ? ", as the account has chosen" : "";
        return switch (method.algorithms().get(0).kind()) {
            case MAC -> "The algorithm is " + names + choice + "; the key is the secret " + key(method.key()) + ".";
            case DIGEST ->
                "The algorithm is " + names + choice + ", a plain hash over content that holds the secret "
                        + key(method.key()) + ". It is not an HMAC.";
            case PUBLIC_KEY ->
                "The algorithm is " + names + choice + ": only the provider can sign. The secret to configure is its "
                        + "public key, " + key(method.key()) + ".";
            case TOKEN -> "Nothing is signed: the secret itself is sent (" + names + ") and compared.";
        };
    }

    private static String key(KeyForm form) {
        List<String> steps = new ArrayList<>();
        for (String step : form.steps()) {
            int blank = step.indexOf(' ');
            String word = blank < 0 ? step : step.substring(0, blank);
            String operand = Words.codeInText(step.substring(blank + 1));
            steps.add(
                    switch (word) {
                        case "text" -> "as text, whole";
                        case "base64" -> "decoded from Base64";
                        case "hex" -> "decoded from hex";
                        case "strip" -> "without its prefix " + operand;
                        case "require" -> "without its prefix " + operand + ", which must be there";
                        case "strip-match" -> "without what matches " + operand + " at its start";
                        case "base64-after" ->
                            "decoded from Base64 behind the prefix " + operand + ", or as text if it lacks the prefix";
                        case "nfkd" -> "in Unicode's normalisation form KD";
                        case "sha1" -> "hashed with SHA-1";
                        case "sha256" -> "hashed with SHA-256";
                        case "pem" -> "in PEM";
                        case "spki" -> "its SubjectPublicKeyInfo in Base64";
                        default -> Words.codeInText(step);
                    });
        }
        return String.join(", then ", steps);
    }

    /** Where the signature stands, and how it is written. */
    static String signature(SigningMethod method) {
        SignatureField field = method.signature();
        String places = Words.row(field.sources().stream().map(Words::place).toList(), "and");
        String subject = method.algorithms().get(0) == Algorithm.TOKEN ? "The token" : "The signature";
        String first =
                subject + " stands in " + places + (field.sources().size() > 1 ? "; all present count" : "") + ", ";
        String between = Words.codeInText(field.separator());
        String labels = Words.row(field.labels().stream().map(Words::codeInText).toList(), "and");
        return first
                + switch (field.syntax()) {
                    case SINGLE -> written(field) + ".";
                    case LIST -> "one or several with " + between + " between them, each " + written(field) + ".";
                    case PAIRS ->
                        "among items " + Words.codeInText("label" + field.assign() + "value") + " with " + between
                                + " between them; "
                                + (field.labels().contains(SignatureField.ANY_LABEL)
                                        ? "the value of any of them may be it, "
                                        : "those labelled " + labels + " are signatures, ")
                                + written(field) + ".";
                    case POSITIONS ->
                        "among items with " + between + " between them: those from item " + field.position()
                                + " on, counted from 0, are signatures, " + written(field) + ".";
                    case JWT ->
                        "as a JSON Web Signature in its compact form"
                                + (field.prefixes().contains("") ? "" : " behind " + prefixes(field))
                                + "; whatever key or other algorithm it names is not looked at.";
                    case JSON ->
                        "in the field " + labels + " of a JSON object that is written in Base64, " + written(field)
                                + ".";
                };
    }

    private static String written(SignatureField field) {
        String encodings = Words.row(
                field.encodings().stream().map(SignatureWords::encoding).toList(), "or");
        return encodings
                + (field.prefixes().equals(List.of(""))
                        ? ""
                        : " behind " + prefixes(field) + (field.prefixIgnoresCase() ? " in either case" : ""));
    }

    private static String prefixes(SignatureField field) {
        return Words.row(
                field.prefixes().stream()
                        .map(prefix -> prefix.isEmpty() ? "nothing" : Words.codeInText(prefix))
                        .toList(),
                "or");
    }

    private static String encoding(Encoding encoding) {
        return switch (encoding) {
            case HEX -> "in hex";
            case BASE64 -> "in Base64";
            case BASE64URL -> "in Base64 with the URL alphabet, without padding";
            case TEXT -> "as it is";
        };
    }
}
