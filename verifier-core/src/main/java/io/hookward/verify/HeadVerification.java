package io.hookward.verify;

import io.hookward.request.Rejection;
import java.util.Optional;

/**
 * A request whose head was checked, and which waits for its body. Made by {@link WebhookVerifier#open}; for one request, and
 * not for use by several threads at one time.
 */
public sealed interface HeadVerification permits OpenedHead {
    /** Why the request is rejected whatever its body holds, or empty if only the body can tell. */
    Optional<Rejection> rejection();

    /** Verifies the request, now that its body has come. The body is not copied. */
    default Verification verify(byte[] body) {
        return verify(body, 0, body.length);
    }

    /**
     * Verifies the request, now that its body has come. The body is not copied.
     *
     * @param array holds the body
     * @param offset where in the array the body begins
     * @param length how many bytes the body has
     */
    Verification verify(byte[] array, int offset, int length);

    /**
     * The answer to a handshake that the provider does not sign.
     *
     * @param array holds the body
     * @param offset where in the array the body begins
     * @param length how many bytes the body has
     * @return empty if the request is no such handshake
     * @throws io.hookward.request.RejectedException if it is one that must not be answered
     */
    Optional<HandshakeReply> unsignedHandshake(byte[] array, int offset, int length);

    /**
     * The answer to a handshake that the provider signs like a delivery; only after {@link #verify} has accepted it.
     *
     * @return empty if the request is an ordinary delivery
     * @throws io.hookward.request.RejectedException if it is a handshake that must not be answered
     */
    Optional<HandshakeReply> signedHandshake();
}
