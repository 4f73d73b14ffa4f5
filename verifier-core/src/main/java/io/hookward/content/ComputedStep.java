package io.hookward.content;

/**
 * A value that is computed once for a request.
 *
 * @param index where its bytes are kept
 */
record ComputedStep(int index, Computation computation) implements ContentPlan.Step {
    @Override
    public void prepare(RequestValues values) {
        values.setComputed(index, computation.bytes(values));
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
