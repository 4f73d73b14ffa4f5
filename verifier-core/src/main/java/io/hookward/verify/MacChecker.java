package io.hookward.verify;

import io.hookward.scheme.Algorithm;
import java.security.GeneralSecurityException;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** HMAC: both sides hold the secret. */
final class MacChecker implements Checker {
    private final int length;

    /** Initialised once and only ever cloned: a Mac is not safe for several threads, and making one is slow. */
    private final Mac prototype;

    MacChecker(Algorithm algorithm, byte[] key) {
        this.length = algorithm.length();
        try {
            prototype = Mac.getInstance(algorithm.jcaName());
            prototype.init(new SecretKeySpec(key, algorithm.jcaName()));
            // Takes in the padded key, so that a clone does not have to hash it again for each delivery.
            prototype.update(new byte[0]);
        } catch (GeneralSecurityException unusable) {
            throw new IllegalStateException("this JDK has no " + algorithm.jcaName(), unusable);
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
        try {
            Mac mac = (Mac) prototype.clone();
            content.feed(mac::update, new byte[0]);
            return mac.doFinal();
        } catch (CloneNotSupportedException impossible) {
            throw new IllegalStateException("this JDK's HMAC cannot be cloned", impossible);
        }
    }
}
