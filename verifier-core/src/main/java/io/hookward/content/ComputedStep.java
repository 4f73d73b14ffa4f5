package io.hookward.content;

import java.util.Arrays;

/**
 * A value that is computed once for a request.
 *
 * @param index where its bytes are kept
 * @param once whether it is the same for all signatures of a request
 */
record ComputedStep(int index, Computation computation, boolean once) implements ContentPlan.Step {
    @Override
    public void prepare(RequestValues values) {
        if (!once || values.computedOrNull(index) == null) {
            values.setComputed(index, computation.bytes(values));
        }
    }

    @Override
    public boolean isSameAs(ContentPlan.Step other, RequestValues values) {
        return other instanceof ComputedStep computed
                && (computed.index == index
                        || Arrays.equals(values.computedOrNull(computed.index), values.computedOrNull(index)));
    }

    @Override
    public void feed(RequestValues values, Sink sink, byte[] secret) {
        byte[] bytes = values.computed(index);
        sink.update(bytes, 0, bytes.length);
    }

    @Override
    public String toString() {
        return computation.toString();
    }
}
