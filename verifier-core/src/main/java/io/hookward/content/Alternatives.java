package io.hookward.content;

import io.hookward.scheme.SigningMethod;
import io.hookward.scheme.Template;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The places where an id or a type may stand, in order. */
public final class Alternatives {
    private final List<Alternative> alternatives;

    private record Alternative(Template template, boolean signed) {}

    /** A value, and whether the signature covers it. */
    public record Found(String text, boolean signed) {}

    public Alternatives(List<Template> templates, SigningMethod method) {
        this.alternatives = templates.stream()
                .map(template -> new Alternative(template, method.isSigned(template)))
                .toList();
    }

    /** The first alternative of which no value is absent, or null. */
    @Nullable
    public Found firstIn(RequestValues values) {
        for (Alternative alternative : alternatives) {
            String text = values.text(alternative.template());
            if (text != null) {
                return new Found(text, alternative.signed());
            }
        }
        return null;
    }
}
