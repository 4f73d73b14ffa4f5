package io.hookward.content;

import io.hookward.request.RejectedException;
import io.hookward.request.RejectionReason;
import io.hookward.scheme.Condition;
import io.hookward.scheme.Source;
import io.hookward.scheme.Template;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A {@link Condition} compiled. Safe for use by several threads. */
public final class ConditionPlan {
    private final Condition condition;
    private final int slot;
    private final @Nullable ContentPlan computed;

    /** A condition, whose places are added to a table. */
    public ConditionPlan(Condition condition, ValueTable table) {
        this.condition = condition;
        this.slot = table.slot(condition.source());
        this.computed = condition instanceof Condition.Computed made ? ContentPlan.of(made.template(), table) : null;
    }

    /** Compiles several conditions. */
    public static List<ConditionPlan> of(Collection<Condition> conditions, ValueTable table) {
        return conditions.stream()
                .map(condition -> new ConditionPlan(condition, table))
                .toList();
    }

    /** The condition. */
    public Condition condition() {
        return condition;
    }

    /** Whether it can only be judged once the body has come. */
    public boolean needsBody() {
        return condition.source().isInBody() || computed != null;
    }

    /** Whether the request meets a condition that is not computed. */
    public boolean isMet(RequestValues values) {
        String value = values.find(slot);
        return value != null
                && (!(condition instanceof Condition.Equal equal)
                        || equal.text().equals(value));
    }

    /** Whether the request meets all of them. */
    public static boolean areMet(List<ConditionPlan> conditions, RequestValues values) {
        for (int i = 0; i < conditions.size(); i++) {
            if (!conditions.get(i).isMet(values)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Checks what the request must hold.
     *
     * @throws RejectedException if it does not
     */
    public void check(RequestValues values) {
        if (computed != null && condition instanceof Condition.Computed made) {
            checkComputed(values, computed, made.template());
            return;
        }
        Source source = condition.source();
        if (values.find(slot) == null) {
            throw RejectedException.untraced(RejectionReason.HEADER_MISSING, source + " is missing");
        }
        if (!isMet(values)) {
            boolean algorithm = source.name().toLowerCase(Locale.ROOT).contains("algorithm");
            throw RejectedException.untraced(
                    algorithm ? RejectionReason.ALGORITHM_UNSUPPORTED : RejectionReason.HEADER_MALFORMED,
                    source + " is not '" + condition.text() + "'");
        }
    }

    private void checkComputed(RequestValues values, ContentPlan plan, Template template) {
        plan.prepare(values);
        String value = values.find(slot);
        byte[] named = (value == null ? "" : value).getBytes(StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(plan.bytes(values), named)) {
            throw RejectedException.untraced(
                    template.contains(Template.Value.Kind.URL)
                            ? RejectionReason.URL_MISMATCH
                            : RejectionReason.BODY_HASH_MISMATCH,
                    condition.source() + " is not what the request gives");
        }
    }
}
