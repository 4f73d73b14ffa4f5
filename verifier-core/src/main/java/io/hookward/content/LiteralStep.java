package io.hookward.content;

/** Text that stands in the content as it is. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record LiteralStep(byte[] bytes) implements ContentPlan.Step {
    @Override
    public void feed(RequestValues values, Sink sink, byte[] secret) {
        sink.update(bytes, 0, bytes.length);
    }

    @Override
    public String toString() {
        return "";
    }
}
