package io.hookward.key;

import io.hookward.content.Content;
import io.hookward.scheme.Algorithm;
import java.security.MessageDigest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A plain hash over content that contains the secret, as some older providers have it. */
public final class DigestChecker implements Checker {
    private final Algorithm algorithm;
    private final byte[] secret;

    public DigestChecker(Algorithm algorithm, byte[] secret) {
        this.algorithm = algorithm;
        this.secret = secret.clone();
    }

    @Override
    public byte @Nullable [] match(Content content, List<byte[]> signatures) {
        byte[] expected = sign(content);
        return Checker.anyEqual(expected, signatures) ? expected : null;
    }

    @Override
    public boolean accepts(int length) {
        return length == algorithm.length();
    }

    @Override
    public byte[] sign(Content content) {
        MessageDigest digest = Content.digest(algorithm.jcaName());
        content.feed(digest::update, secret);
        return digest.digest();
    }
}
