package io.hookward.claim;

/**
 * A store could not answer. Whether it applied the call is unknown: a delivery that was to be claimed is neither new nor a
 * duplicate, and the sender should be told to try again.
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
