package io.hookward.key;

import io.hookward.content.ContentPlan;
import io.hookward.content.RequestValues;
import io.hookward.content.Sink;
import io.hookward.scheme.Algorithm;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** HMAC: both sides hold the secret. */
final class MacChecker implements Checker {
    private final Algorithm algorithm;
    private final int length;
    private final SecretKeySpec key;
    private final Pool<KeyedMac> macs = new Pool<>(this::keyed);

    MacChecker(Algorithm algorithm, byte[] key) {
        this.algorithm = algorithm;
        this.length = algorithm.length();
        this.key = new SecretKeySpec(key, algorithm.jcaName());
        macs.give(keyed());
    }

    private KeyedMac keyed() {
        try {
            Mac mac = Mac.getInstance(key.getAlgorithm());
            mac.init(key);
            return new KeyedMac(mac);
        } catch (GeneralSecurityException unusable) {
            throw new IllegalStateException("this JDK has no " + key.getAlgorithm(), unusable);
        }
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
    public boolean accepts(int bytes) {
        return bytes == length;
    }

    @Override
    public byte[] sign(ContentPlan content, RequestValues values) {
        KeyedMac mac = macs.take();
        content.feed(values, mac, NO_SECRET);
        byte[] signature = mac.mac.doFinal();
        // One that threw is not given back: nobody knows its state.
        macs.give(mac);
        return signature;
    }

    @Override
    public byte[] sign(byte[] content) {
        return keyed().mac.doFinal(content);
    }

    private static final byte[] NO_SECRET = {};

    /** A keyed MAC, which is at its beginning whenever it is in the pool, and room for short texts. */
    private static final class KeyedMac implements Sink {
        private final Mac mac;
        private final byte[] room = new byte[128];

        KeyedMac(Mac mac) {
            this.mac = mac;
        }

        @Override
        public void update(byte[] bytes, int offset, int count) {
            mac.update(bytes, offset, count);
        }

        @Override
        public void headerText(String text) {
            int count = text.length();
            if (count > room.length) {
                Sink.super.headerText(text);
                return;
            }
            for (int i = 0; i < count; i++) {
                char c = text.charAt(i);
                if (c > 0xFF) {
                    Sink.super.headerText(text);
                    return;
                }
                room[i] = (byte) c;
            }
            mac.update(room, 0, count);
        }
    }
}
