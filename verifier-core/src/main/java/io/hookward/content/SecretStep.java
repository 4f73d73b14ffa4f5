package io.hookward.content;

/** The secret itself. */
record SecretStep() implements ContentPlan.Step {
    @Override
    public void feed(RequestValues values, Sink sink, byte[] secret) {
        sink.update(secret, 0, secret.length);
    }

    @Override
    public String toString() {
        return "secret";
    }
}
