package io.hookward.key;

import io.hookward.content.ContentPlan;
import io.hookward.content.Hashes;
import io.hookward.content.RequestValues;
import io.hookward.request.RejectedException;
import io.hookward.request.RejectionReason;
import io.hookward.scheme.Algorithm;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A signature by the provider's private key; the secret configured is the public one. */
final class PublicKeyChecker implements Checker {
    /** Each signature costs a whole verification, unlike a MAC: an honest sender has no more than two keys in use. */
    private static final int MOST_SIGNATURES = 4;

    private final Algorithm algorithm;
    private final List<PublicKey> keys;

    public PublicKeyChecker(Algorithm algorithm, byte[] key) {
        this.algorithm = algorithm;
        this.keys = PublicKeys.read(algorithm, key);
    }

    @Override
    public byte @Nullable [] match(ContentPlan content, RequestValues values, Signatures signatures) {
        if (signatures.count() > MOST_SIGNATURES) {
            throw RejectedException.untraced(
                    RejectionReason.SIGNATURE_MALFORMED,
                    "the signature header has more items than an honest sender needs");
        }
        for (int i = 0; i < signatures.count(); i++) {
            byte[] signature = signatures.get(i);
            for (PublicKey key : keys) {
                if (accepts(signature.length) && verifies(content, values, signature, key)) {
                    // Not the signature: ECDSA has two for the same content.
                    MessageDigest digest = Hashes.digest("SHA-256");
                    content.feed(values, digest::update, new byte[0]);
                    return digest.digest();
                }
            }
        }
        return null;
    }

    private boolean verifies(ContentPlan content, RequestValues values, byte[] signature, PublicKey key) {
        try {
            Signature verifier = Signature.getInstance(algorithm.jcaName());
            verifier.initVerify(key);
            content.feed(values, (bytes, offset, length) -> update(verifier, bytes, offset, length), new byte[0]);
            return verifier.verify(signature);
        } catch (SignatureException | InvalidKeyException malformedOrOtherCurve) {
            return false;
        } catch (GeneralSecurityException unusable) {
            throw new IllegalStateException("this JDK has no " + algorithm.jcaName(), unusable);
        }
    }

    private static void update(Signature verifier, byte[] bytes, int offset, int length) {
        try {
            verifier.update(bytes, offset, length);
        } catch (SignatureException notInitialised) {
            throw new IllegalStateException(notInitialised);
        }
    }

    @Override
    public Algorithm algorithm() {
        return algorithm;
    }

    @Override
    public boolean accepts(int length) {
        return algorithm.length() == Algorithm.ANY_LENGTH ? length > 0 : length == algorithm.length();
    }

    @Override
    public byte[] sign(ContentPlan content, RequestValues values) {
        return sign(new byte[0]);
    }

    @Override
    public byte[] sign(byte[] content) {
        throw new UnsupportedOperationException(algorithm.schemeName() + " is signed with the provider's private key");
    }
}
