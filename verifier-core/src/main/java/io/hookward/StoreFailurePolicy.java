package io.hookward;

/** What happens to a verified delivery while the store of claims cannot answer. */
public enum StoreFailurePolicy {
    /** It is refused with 503, and the provider repeats it later. Nothing is lost, and nothing is handled twice. */
    REFUSE,
    /** It is handled without a claim, perhaps twice. For handlers that are idempotent by themselves. */
    HANDLE_WITHOUT_CLAIM
}
