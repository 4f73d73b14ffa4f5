package io.hookward.claim;

/** What a store in memory does with a new key when it already holds as many as it may. */
public enum WhenFull {

    /**
     * Refuse the new key with {@link StoreFullException}. Nothing is forgotten, senders are told to come again, and room
     * appears as retentions end.
     */
    REFUSE,

    /**
     * Forget the key that was done first, and take the new one. A repetition of the forgotten delivery then runs a second
     * time, though its retention is not over: choose this only where that is better than turning deliveries away. A key
     * in flight is never forgotten; when nothing else is left, the new key is refused all the same.
     */
    FORGET_OLDEST
}
