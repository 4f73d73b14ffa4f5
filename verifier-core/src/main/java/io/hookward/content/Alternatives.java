package io.hookward.content;

import io.hookward.scheme.SigningMethod;
import io.hookward.scheme.Source;
import io.hookward.scheme.Template;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The places where an id or a type may stand, in order. Safe for use by several threads. */
public final class Alternatives {
    private final Alternative[] alternatives;
    private final boolean form;

    /**
     * @param slots the values between the literals; for a single value, no literals
     * @param optional which of the values may be absent
     */
    private record Alternative(List<String> literals, int[] slots, BitSet optional, boolean signed, boolean json) {}

    /** The alternatives of a signing method. */
    public Alternatives(List<Template> templates, SigningMethod method, ValueTable table) {
        this.alternatives = templates.stream()
                .map(template -> compile(template, method.isSigned(template), table))
                .toArray(Alternative[]::new);
        this.form = templates.stream()
                .flatMap(template -> template.values().stream())
                .anyMatch(value -> value.source() != null && value.source().kind() == Source.Kind.FORM);
    }

    private static Alternative compile(Template template, boolean signed, ValueTable table) {
        List<String> literals = new ArrayList<>();
        List<Integer> slots = new ArrayList<>();
        BitSet optional = new BitSet();
        StringBuilder literal = new StringBuilder();
        boolean json = true;
        for (Template.Part part : template.parts()) {
            if (part instanceof Template.Literal text) {
                literal.append(text.text());
            } else if (part instanceof Template.Value value && value.source() != null) {
                literals.add(literal.toString());
                literal.setLength(0);
                optional.set(slots.size(), value.emptyIfAbsent());
                slots.add(table.slot(value.source()));
                json &= value.source().kind() == Source.Kind.BODY;
            }
        }
        literals.add(literal.toString());
        return new Alternative(
                literals, slots.stream().mapToInt(Integer::intValue).toArray(), optional, signed, json);
    }

    /** Whether there is none. */
    public boolean isEmpty() {
        return alternatives.length == 0;
    }

    /** Whether all values stand in a JSON body, whose reading rejects nothing. */
    public boolean isInJson() {
        for (Alternative alternative : alternatives) {
            if (!alternative.json()) {
                return false;
            }
        }
        return true;
    }

    /** Whether a value may stand in a form. */
    public boolean isInForm() {
        return form;
    }

    /** Which alternative is the first that has a value, and of which none is absent that must be there; or -1. */
    public int firstIn(RequestValues values) {
        for (int i = 0; i < alternatives.length; i++) {
            if (isPresent(alternatives[i], values)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isPresent(Alternative alternative, RequestValues values) {
        int[] slots = alternative.slots();
        boolean any = false;
        for (int i = 0; i < slots.length; i++) {
            boolean present = values.find(slots[i]) != null;
            if (!present && !alternative.optional().get(i)) {
                return false;
            }
            any |= present;
        }
        return any;
    }

    /** The text of the first alternative that is {@linkplain #firstIn present}, or null. */
    public @Nullable String textIn(RequestValues values) {
        int first = firstIn(values);
        return first < 0 ? null : text(first, values);
    }

    /** The text of an alternative that is {@linkplain #firstIn present}. */
    public String text(int index, RequestValues values) {
        Alternative alternative = alternatives[index];
        int[] slots = alternative.slots();
        List<String> literals = alternative.literals();
        if (slots.length == 1 && literals.get(0).isEmpty() && literals.get(1).isEmpty()) {
            return Objects.requireNonNull(values.find(slots[0]));
        }
        StringBuilder text = new StringBuilder(literals.get(0));
        for (int i = 0; i < slots.length; i++) {
            text.append(Objects.requireNonNullElse(values.find(slots[i]), "")).append(literals.get(i + 1));
        }
        return text.toString();
    }

    /** Whether the signature covers all values of an alternative. */
    public boolean isSigned(int index) {
        return alternatives[index].signed();
    }
}
