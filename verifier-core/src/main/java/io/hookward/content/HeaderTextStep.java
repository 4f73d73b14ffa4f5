package io.hookward.content;

import io.hookward.request.RejectedException;
import io.hookward.request.RejectionReason;

/**
 * A value of the head as it came.
 *
 * @param slot its number
 * @param name what it is, for people
 */
record HeaderTextStep(int slot, String name) implements ContentPlan.Step {
    @Override
    public void prepare(RequestValues values) {
        if (values.find(slot) == null) {
            throw RejectedException.untraced(
                    name.equals("timestamp") ? RejectionReason.TIMESTAMP_MISSING : RejectionReason.HEADER_MISSING,
                    "the " + name + " is signed, but missing");
        }
    }

    @Override
    public void feed(RequestValues values, Sink sink, byte[] secret) {
        String text = values.find(slot);
        if (text != null) {
            sink.headerText(text);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
