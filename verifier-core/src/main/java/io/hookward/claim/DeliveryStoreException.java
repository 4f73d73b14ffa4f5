package io.hookward.claim;

/**
 * A store could not answer. The state of the key is unknown: the delivery is neither new nor a duplicate, and the sender
 * should be told to try again.
 */
public class DeliveryStoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * With a message.
     *
     * @param message what failed, free of bodies and secrets
     */
    public DeliveryStoreException(String message) {
        super(message);
    }

    /**
     * With a message and the failure beneath.
     *
     * @param message what failed, free of bodies and secrets
     * @param cause why
     */
    public DeliveryStoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
