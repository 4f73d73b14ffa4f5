package io.hookward.content;

import io.hookward.request.RejectedException;
import io.hookward.request.RejectionReason;
import java.util.Arrays;

/**
 * The body with the secret in place of the signature that stands in it. Where the signature comes twice, its first place
 * is taken; another choice gives a content nobody signed.
 */
record BodyWithSecretStep(Computation signature) implements ContentPlan.Step {
    @Override
    public void prepare(RequestValues values) {
        if (indexIn(values, signature.bytes(values)) < 0) {
            throw RejectedException.untraced(
                    RejectionReason.BODY_MALFORMED, "the signature does not stand in the body as it is");
        }
    }

    @Override
    public void feed(RequestValues values, Sink sink, byte[] secret) {
        byte[] text = signature.bytes(values);
        int start = indexIn(values, text);
        int rest = start + text.length;
        sink.update(values.array(), values.offset(), start - values.offset());
        sink.update(secret, 0, secret.length);
        sink.update(values.array(), rest, values.offset() + values.length() - rest);
    }

    private static int indexIn(RequestValues values, byte[] text) {
        int end = values.offset() + values.length();
        for (int start = values.offset(); start <= end - text.length; start++) {
            if (Arrays.equals(values.array(), start, start + text.length, text, 0, text.length)) {
                return start;
            }
        }
        return -1;
    }

    @Override
    public String toString() {
        return "body with the secret in place of the signature";
    }
}
