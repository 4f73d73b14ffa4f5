package io.hookward;

/**
 * What happens to a verified delivery while the store of claims cannot answer: before it is handled, and afterwards when it
 * cannot be marked as done.
 */
public enum StoreFailurePolicy {
    /**
     * It is refused with 503, and the provider repeats it later. Nothing is lost, and nothing is handled twice unless the
     * store failed after it was handled.
     */
    REFUSE,
    /** It is handled and acknowledged without a claim, perhaps twice. For handlers that are idempotent by themselves. */
    HANDLE_WITHOUT_CLAIM
}
