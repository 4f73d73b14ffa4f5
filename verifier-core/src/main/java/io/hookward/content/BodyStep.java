package io.hookward.content;

/** The body as received. */
record BodyStep() implements ContentPlan.Step {
    @Override
    public void feed(RequestValues values, Sink sink, byte[] secret) {
        sink.update(values.array(), values.offset(), values.length());
    }

    @Override
    public String toString() {
        return "body";
    }
}
