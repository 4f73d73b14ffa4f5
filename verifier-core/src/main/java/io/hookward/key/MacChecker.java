package io.hookward.key;

import io.hookward.content.Content;
import io.hookward.scheme.Algorithm;
import java.security.GeneralSecurityException;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** HMAC: both sides hold the secret. */
public final class MacChecker implements Checker {
    private final int length;

    private final SecretKeySpec key;

    /** Only ever cloned, since a Mac is not safe for several threads; null where that cannot be, as with hardware. */
    private final @Nullable Mac prototype;

    public MacChecker(Algorithm algorithm, byte[] key) {
        this.length = algorithm.length();
        this.key = new SecretKeySpec(key, algorithm.jcaName());
        Mac mac = initialised();
        // Takes in the padded key, so that a clone does not have to hash it again for each delivery.
        mac.update(new byte[0]);
        this.prototype = clone(mac) == null ? null : mac;
    }

    private Mac initialised() {
        try {
            Mac mac = Mac.getInstance(key.getAlgorithm());
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException unusable) {
            throw new IllegalStateException("this JDK has no " + key.getAlgorithm(), unusable);
        }
    }

    private static @Nullable Mac clone(Mac mac) {
        try {
            return (Mac) mac.clone();
        } catch (CloneNotSupportedException hardware) {
            return null;
        }
    }

    @Override
    public byte @Nullable [] match(Content content, List<byte[]> signatures) {
        byte[] expected = sign(content);
        return Checker.anyEqual(expected, signatures) ? expected : null;
    }

    @Override
    public boolean accepts(int length) {
        return length == this.length;
    }

    @Override
    public byte[] sign(Content content) {
        Mac copy = prototype == null ? null : clone(prototype);
        Mac mac = copy == null ? initialised() : copy;
        content.feed(mac::update, new byte[0]);
        return mac.doFinal();
    }
}
