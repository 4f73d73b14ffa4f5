package io.hookward.claim;

/**
 * A store did not answer in time, or is not asked because so many calls wait for it already. Whether a call was or will be
 * applied is unknown; what a claim is granted after that is given back without the caller's doing.
 */
public final class StoreTimeoutException extends DeliveryStoreException {

    private static final long serialVersionUID = 1L;

    /**
     * With a message.
     *
     * @param message what took too long
     */
    public StoreTimeoutException(String message) {
        super(message);
    }
}
