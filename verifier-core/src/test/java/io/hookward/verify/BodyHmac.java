package io.hookward.verify;

import io.hookward.request.Headers;
import io.hookward.scheme.Algorithm;
import io.hookward.scheme.Encoding;
import io.hookward.scheme.SignatureScheme;
import io.hookward.secret.Secret;
import java.util.HexFormat;

/** The plainest of schemes, to bring known answers of an HMAC through the public verifier. */
final class BodyHmac {
    static final String HEADER = "X-Signature";

    private BodyHmac() {}

    static SignatureScheme scheme(Algorithm algorithm) {
        return SignatureScheme.builder("body-" + algorithm.schemeName())
                .algorithm(algorithm)
                .signatureHeader(HEADER)
                .signatureEncoding(Encoding.HEX)
                .content("{body}")
                .build();
    }

    static Secret key(String hex) {
        return Secret.builder(HexFormat.of().parseHex(hex)).allowShort().build();
    }

    static Verification verify(Algorithm algorithm, String keyHex, String messageHex, String tagHex) {
        return WebhookVerifier.of(scheme(algorithm), key(keyHex))
                .verify(Headers.of(HEADER, tagHex), HexFormat.of().parseHex(messageHex));
    }
}
