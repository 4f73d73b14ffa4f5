package io.hookward.content;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Hash functions that every JDK has. */
public final class Hashes {
    private Hashes() {}

    /** A new digest. */
    public static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("this JDK has no " + algorithm, missing);
        }
    }
}
