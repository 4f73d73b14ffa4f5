package io.hookward.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookward.Requests;
import io.hookward.request.WebhookRequest;
import io.hookward.scheme.Providers;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.Provider;
import java.security.Security;
import java.security.spec.AlgorithmParameterSpec;
import javax.crypto.Mac;
import javax.crypto.MacSpi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Where the HMAC comes from hardware, as with PKCS#11, it cannot be cloned; a verifier works there, too. */
class OtherProvidersOfMacsTest {
    private final Provider hardware = new Hardware();

    private static final class Hardware extends Provider {
        private static final long serialVersionUID = 1;

        Hardware() {
            super("Hardware", "1", "HMAC-SHA-256 that cannot be cloned");
            put("Mac.HmacSHA256", HardwareMac.class.getName());
        }
    }

    /** Public, since the security framework makes it; not cloneable. */
    public static final class HardwareMac extends MacSpi {
        private final Mac mac;

        public HardwareMac() throws GeneralSecurityException {
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
            mac.update(input);
        }

        @Override
        protected void engineUpdate(byte[] input, int offset, int length) {
            mac.update(input, offset, length);
        }

        @Override
        protected byte[] engineDoFinal() {
            return mac.doFinal();
        }

        @Override
        protected void engineReset() {
            mac.reset();
        }
    }

    @BeforeEach
    void install() {
        Security.insertProviderAt(hardware, 1);
    }

    @AfterEach
    void remove() {
        Security.removeProvider(hardware.getName());
    }

    @Test
    @DisplayName("a delivery is verified, and a forgery refused, by an HMAC that cannot be cloned")
    void verifies() {
        WebhookRequest valid = Senders.validOf("github");
        WebhookVerifier verifier = Senders.verifier(Providers.get("github"));
        for (int i = 0; i < 3; i++) {
            assertThat(verifier.verify(valid).isAccepted()).isTrue();
            assertThat(verifier.verify(Requests.withBody(valid, new byte[0])).isAccepted())
                    .isFalse();
        }
    }
}
