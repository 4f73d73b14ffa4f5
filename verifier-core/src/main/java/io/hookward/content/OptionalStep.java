package io.hookward.content;

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

    private boolean isPresent(RequestValues values) {
        for (int slot : slots) {
            if (values.find(slot) == null) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return steps.toString();
    }
}
