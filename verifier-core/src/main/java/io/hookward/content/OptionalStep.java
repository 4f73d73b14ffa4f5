package io.hookward.content;

import io.hookward.request.RejectedException;
import io.hookward.request.RejectionReason;
import java.util.List;

/**
 * A stretch that is left out if one of its values is absent.
 *
 * @param slots the values that must be present
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record OptionalStep(List<ContentPlan.Step> steps, int[] slots) implements ContentPlan.Step {
    @Override
    public void prepare(RequestValues values) {
        if (isPresent(values)) {
            steps.forEach(step -> step.prepare(values));
        }
    }

    @Override
    public void feed(RequestValues values, Sink sink, byte[] secret) {
        if (isPresent(values)) {
            steps.forEach(step -> step.feed(values, sink, secret));
        }
    }

    /** Whether all values are there. One that is there without text would be left out, and so be anything. */
    private boolean isPresent(RequestValues values) {
        boolean present = true;
        for (int slot : slots) {
            if (values.find(slot) == null) {
                if (values.holds(slot)) {
                    throw RejectedException.untraced(
                            RejectionReason.BODY_MALFORMED, "a field that is signed has no text");
                }
                present = false;
            }
        }
        return present;
    }

    @Override
    public String toString() {
        return steps.toString();
    }
}
