package io.hookward.content;

import io.hookward.request.RejectedException;
import io.hookward.request.RejectionReason;

/** The delivery id as it came. */
record IdStep(Alternatives id) implements ContentPlan.Step {
    @Override
    public void prepare(RequestValues values) {
        if (id.firstIn(values) < 0) {
            throw RejectedException.untraced(RejectionReason.HEADER_MISSING, "the delivery id is signed, but missing");
        }
    }

    @Override
    public void feed(RequestValues values, Sink sink, byte[] secret) {
        String text = id.textIn(values);
        if (text != null) {
            sink.headerText(text);
        }
    }

    @Override
    public String toString() {
        return "id";
    }
}
