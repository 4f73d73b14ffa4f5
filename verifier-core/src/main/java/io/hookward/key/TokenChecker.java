package io.hookward.key;

import io.hookward.content.ContentPlan;
import io.hookward.content.Hashes;
import io.hookward.content.RequestValues;
import io.hookward.scheme.Algorithm;
import org.jspecify.annotations.Nullable;

/** The provider sends the secret itself. */
final class TokenChecker implements Checker {
    private final byte[] token;

    TokenChecker(byte[] token) {
        this.token = token.clone();
    }

    @Override
    public byte @Nullable [] match(ContentPlan content, RequestValues values, Signatures signatures) {
        // Hashed: what leaves this class must not be the secret.
        return Checker.anyEqual(token, signatures) ? Hashes.digest("SHA-256").digest(token) : null;
    }

    @Override
    public Algorithm algorithm() {
        return Algorithm.TOKEN;
    }

    @Override
    public boolean accepts(int length) {
        return length > 0;
    }

    @Override
    public byte[] sign(ContentPlan content, RequestValues values) {
        return token.clone();
    }

    @Override
    public byte[] sign(byte[] content) {
        return token.clone();
    }
}
