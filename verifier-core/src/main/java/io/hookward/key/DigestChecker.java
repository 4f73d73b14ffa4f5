package io.hookward.key;

import io.hookward.content.ContentPlan;
import io.hookward.content.Hashes;
import io.hookward.content.RequestValues;
import io.hookward.scheme.Algorithm;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** A plain hash over content that contains the secret, as some older providers have it. */
final class DigestChecker implements Checker {
    private final Algorithm algorithm;
    private final byte[] secret;

    DigestChecker(Algorithm algorithm, byte[] secret) {
        this.algorithm = algorithm;
        this.secret = secret.clone();
    }

    @Override
    public byte @Nullable [] match(ContentPlan content, RequestValues values, Signatures signatures) {
        byte[] expected = sign(content, values);
        return Checker.anyEqual(expected, signatures) ? expected : null;
    }

    @Override
    public Algorithm algorithm() {
        return algorithm;
    }

    @Override
    public boolean accepts(int length) {
        return length == algorithm.length();
    }

    @Override
    public byte[] sign(ContentPlan content, RequestValues values) {
        MessageDigest digest = Hashes.digest(algorithm.jcaName());
        content.feed(values, digest::update, secret);
        return digest.digest();
    }

    @Override
    public byte[] sign(byte[] content) {
        return Hashes.digest(algorithm.jcaName()).digest(content);
    }
}
