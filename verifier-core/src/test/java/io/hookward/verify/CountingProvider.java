package io.hookward.verify;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.Provider;
import java.security.Security;
import java.security.spec.AlgorithmParameterSpec;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.Mac;
import javax.crypto.MacSpi;
import org.jspecify.annotations.Nullable;

/** The JDK's own HMAC-SHA-256, counted: stands before it for as long as a test wants to know what work is done. */
public final class CountingProvider extends Provider implements AutoCloseable {
    private static final long serialVersionUID = 1;

    private static final AtomicLong FINISHED = new AtomicLong();
    private static final AtomicLong HASHED = new AtomicLong();

    private CountingProvider() {
        super("Counting", "1", "HMAC-SHA-256, counted");
        put("Mac.HmacSHA256", CountingMac.class.getName());
    }

    static CountingProvider installed() {
        CountingProvider provider = new CountingProvider();
        Security.insertProviderAt(provider, 1);
        provider.reset();
        return provider;
    }

    void reset() {
        FINISHED.set(0);
        HASHED.set(0);
    }

    /** How many MACs were made. */
    long finished() {
        return FINISHED.get();
    }

    /** How many bytes went into them. */
    long hashed() {
        return HASHED.get();
    }

    @Override
    public void close() {
        Security.removeProvider(getName());
    }

    /** Public, since the security framework makes it. */
    public static final class CountingMac extends MacSpi implements Cloneable {
        private Mac mac;

        public CountingMac() throws GeneralSecurityException {
            mac = Mac.getInstance("HmacSHA256", "SunJCE");
        }

        @Override
        protected int engineGetMacLength() {
            return mac.getMacLength();
        }

        @Override
        protected void engineInit(Key key, @Nullable AlgorithmParameterSpec parameters) throws InvalidKeyException {
            mac.init(key);
        }

        @Override
        protected void engineUpdate(byte input) {
            HASHED.incrementAndGet();
            mac.update(input);
        }

        @Override
        protected void engineUpdate(byte[] input, int offset, int length) {
            HASHED.addAndGet(length);
            mac.update(input, offset, length);
        }

        @Override
        protected void engineUpdate(ByteBuffer input) {
            HASHED.addAndGet(input.remaining());
            mac.update(input);
        }

        @Override
        protected byte[] engineDoFinal() {
            FINISHED.incrementAndGet();
            return mac.doFinal();
        }

        @Override
        protected void engineReset() {
            mac.reset();
        }

        @Override
        public Object clone() throws CloneNotSupportedException {
            CountingMac copy = (CountingMac) super.clone();
            copy.mac = (Mac) mac.clone();
            return copy;
        }
    }
}
