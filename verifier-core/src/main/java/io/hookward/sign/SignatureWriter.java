package io.hookward.sign;

import io.hookward.scheme.SignatureField;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes signatures into a header in the syntax in which the verifier reads them. */
final class SignatureWriter {
    private SignatureWriter() {}

    static String write(SignatureField field, List<String> signatures, Map<String, String> items) {
        String prefix = field.prefixes().get(0);
        List<String> texts = new ArrayList<>();
        switch (field.syntax()) {
            case SINGLE, LIST -> signatures.forEach(signature -> texts.add(prefix + signature));
            case PAIRS -> {
                items.forEach((label, value) -> texts.add(label + field.assign() + value));
                signatures.forEach(signature -> texts.add(label(field) + field.assign() + prefix + signature));
            }
            case POSITIONS -> {
                items.values().forEach(texts::add);
                texts.addAll(signatures);
            }
            case JWT -> texts.add(prefix + items.get("signed") + '.' + signatures.get(0));
            case JSON -> throw new UnsupportedOperationException("a signature inside JSON is not written");
        }
        return String.join(field.separator(), texts);
    }

    private static String label(SignatureField field) {
        String label = field.labels().get(0);
        return label.equals(SignatureField.ANY_LABEL) ? "v1" : label;
    }
}
