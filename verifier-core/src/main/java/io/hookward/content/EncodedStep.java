package io.hookward.content;

import io.hookward.scheme.Template;
import java.io.ByteArrayOutputStream;
import java.util.List;

/**
 * A stretch that is signed in Base64 with the URL alphabet.
 *
 * @param index where its bytes are kept
 */
record EncodedStep(int index, List<ContentPlan.Step> steps) implements ContentPlan.Step {
    @Override
    public void prepare(RequestValues values) {
        ByteArrayOutputStream inner = new ByteArrayOutputStream();
        for (ContentPlan.Step step : steps) {
            step.prepare(values);
            step.feed(values, inner::write, new byte[0]);
        }
        values.setComputed(index, Filters.apply(Template.Filter.BASE64URL, inner.toByteArray()));
    }

    @Override
    public void feed(RequestValues values, Sink sink, byte[] secret) {
        byte[] bytes = values.computed(index);
        sink.update(bytes, 0, bytes.length);
    }

    @Override
    public String toString() {
        return "base64url of " + steps;
    }
}
