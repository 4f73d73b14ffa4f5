package io.hookward.content;

import io.hookward.scheme.SigningMethod;
import io.hookward.scheme.Source;
import io.hookward.scheme.Template;
import io.hookward.scheme.TimestampRule;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Template} compiled: its literals are bytes, its values numbers of a {@link ValueTable}, and what must be
 * computed is computed once for a request, however many keys are tried. The body is never copied. Safe for use by several
 * threads.
 */
public final class ContentPlan {
    private final Step[] steps;

    /** A piece of the content, named for people. */
    public interface Visitor {
        /**
         * Takes a piece.
         *
         * @param source what the piece is, as the scheme names it; a literal is named by the empty text
         * @param bytes the array that holds it; empty for the secret, which is never shown
         */
        void piece(String source, byte[] bytes, int offset, int length);
    }

    /** One piece of the content. */
    interface Step {
        /** Finds or computes what the piece needs, once for a request. */
        default void prepare(RequestValues values) {}

        /** Whether it gives the same bytes as another one for this request, after both were prepared. */
        default boolean isSameAs(Step other, RequestValues values) {
            return equals(other);
        }

        /** Gives the piece to a sink. */
        void feed(RequestValues values, Sink sink, byte[] secret);
    }

    ContentPlan(List<Step> steps) {
        this.steps = steps.toArray(Step[]::new);
    }

    /**
     * Compiles all contents of a signing method.
     *
     * @param id the alternatives for the delivery id, which the content may contain
     */
    public static List<ContentPlan> of(SigningMethod method, Alternatives id, ValueTable table) {
        List<Template> templates = new ArrayList<>();
        templates.add(method.content());
        templates.addAll(method.otherContents());
        Compiler compiler = new Compiler(method.timestamp(), id, table);
        return templates.stream().map(compiler::plan).toList();
    }

    /** Compiles a template that contains neither timestamp nor id, such as the value of a condition. */
    public static ContentPlan of(Template template, ValueTable table) {
        return new Compiler(null, null, table).plan(template);
    }

    /**
     * Finds and computes what the content needs.
     *
     * @throws io.hookward.request.RejectedException if a value is absent or malformed
     */
    public void prepare(RequestValues values) {
        for (Step step : steps) {
            step.prepare(values);
        }
    }

    /**
     * Gives the content to a sink, after {@link #prepare}.
     *
     * @param secret stands for itself where the content contains it
     */
    public void feed(RequestValues values, Sink sink, byte[] secret) {
        for (Step step : steps) {
            step.feed(values, sink, secret);
        }
    }

    /** Whether this gives the same bytes as another one for this request, after both were prepared. */
    public boolean isSameAs(ContentPlan other, RequestValues values) {
        if (steps.length != other.steps.length) {
            return false;
        }
        for (int i = 0; i < steps.length; i++) {
            if (!steps[i].isSameAs(other.steps[i], values)) {
                return false;
            }
        }
        return true;
    }

    /** The content in one array, after {@link #prepare}; only for short content without the secret. */
    public byte[] bytes(RequestValues values) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        feed(values, all::write, new byte[0]);
        return all.toByteArray();
    }

    /** Shows the pieces of the content in order, after {@link #prepare}. */
    public void visit(RequestValues values, Visitor visitor) {
        for (Step step : steps) {
            String name = step.toString();
            if (step instanceof SecretStep || step instanceof BodyWithSecretStep) {
                visitor.piece(name, new byte[0], 0, 0);
            } else {
                step.feed(values, (bytes, offset, length) -> visitor.piece(name, bytes, offset, length), new byte[0]);
            }
        }
    }

    /** Makes steps of the parts of templates. */
    private static final class Compiler {
        private final @Nullable TimestampRule timestamp;
        private final @Nullable Alternatives id;
        private final ValueTable table;
        private final Map<Computation, Step> computed = new HashMap<>();

        Compiler(@Nullable TimestampRule timestamp, @Nullable Alternatives id, ValueTable table) {
            this.timestamp = timestamp;
            this.id = id;
            this.table = table;
        }

        ContentPlan plan(Template template) {
            return new ContentPlan(steps(template.parts()));
        }

        private List<Step> steps(List<Template.Part> parts) {
            List<Step> steps = new ArrayList<>(parts.size());
            for (Template.Part part : parts) {
                if (part instanceof Template.Literal literal) {
                    steps.add(new LiteralStep(literal.text().getBytes(StandardCharsets.UTF_8)));
                } else if (part instanceof Template.Value value) {
                    steps.add(step(value));
                } else if (part instanceof Template.IfPresent optional) {
                    steps.add(new OptionalStep(steps(optional.parts()), slots(optional.parts())));
                } else if (part instanceof Template.Encoded encoded) {
                    steps.add(new EncodedStep(table.computedSlot(), steps(encoded.parts())));
                }
            }
            return steps;
        }

        private int[] slots(List<Template.Part> parts) {
            return new Template(parts)
                    .values().stream()
                            .filter(value -> value.source() != null)
                            .mapToInt(value -> table.slot(value.source()))
                            .toArray();
        }

        private Step step(Template.Value value) {
            Source source = value.source();
            if (value.kind() == Template.Value.Kind.TIMESTAMP && timestamp != null) {
                source = timestamp.source();
            }
            int slot = source == null ? -1 : table.slot(source);
            Step direct = direct(value, source, slot);
            return direct != null ? direct : computed(new Computation(value, slot, id), source);
        }

        /** What several contents need is computed once for all of them. */
        private Step computed(Computation computation, @Nullable Source source) {
            boolean ofRequest = source == null || source.kind() != Source.Kind.SIGNATURE;
            boolean once = ofRequest && computation.value().kind() != Template.Value.Kind.ID;
            return computed.computeIfAbsent(
                    computation, one -> new ComputedStep(table.computedSlot(), computation, once));
        }

        /** A piece that goes to the sink as it stands in the request, or null if its bytes must be computed. */
        private @Nullable Step direct(Template.Value value, @Nullable Source source, int slot) {
            if (value.kind() == Template.Value.Kind.SECRET) {
                return new SecretStep();
            }
            if (value.kind() == Template.Value.Kind.BODY_WITH_SECRET) {
                return new BodyWithSecretStep(new Computation(value, slot, id));
            }
            if (!value.filters().isEmpty()) {
                return null;
            }
            boolean inHead =
                    source != null && (source.kind() == Source.Kind.HEADER || source.kind() == Source.Kind.SIGNATURE);
            return switch (value.kind()) {
                case BODY -> new BodyStep();
                case TIMESTAMP -> source == null ? null : new HeaderTextStep(slot, "timestamp");
                case ID -> id == null ? null : new IdStep(id);
                case SOURCE ->
                    inHead && !value.emptyIfAbsent() ? new HeaderTextStep(slot, String.valueOf(source)) : null;
                default -> null;
            };
        }
    }
}
