package io.hookward.claim;

/**
 * A store has no room for a new key, and was told to forget nothing for it. Keys it already knows are answered as ever.
 */
public final class StoreFullException extends DeliveryStoreException {

    private static final long serialVersionUID = 1L;

    /**
     * With the limit that was reached.
     *
     * @param capacity how many keys the store may hold
     */
    public StoreFullException(long capacity) {
        super("The delivery store is full: it holds " + capacity + " keys, as many as it may");
    }

    /**
     * With the refusal of the server that keeps the claims.
     *
     * @param message what is full, free of bodies and secrets
     * @param cause the server's refusal
     */
    public StoreFullException(String message, Throwable cause) {
        super(message, cause);
    }
}
