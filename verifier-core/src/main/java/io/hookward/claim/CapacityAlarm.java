package io.hookward.claim;

/**
 * Is told when a store in memory runs out of room.
 *
 * <p>Called on the thread that claims, so it must be quick and must not call the store back. What it throws is logged and
 * does not fail the claim. Several threads may call at once.
 */
@FunctionalInterface
public interface CapacityAlarm {

    /** How full a store is. */
    enum Level {
        /** More than four fifths of the capacity is used. Told once, and again only after use fell below 70 %. */
        NEARLY_FULL,

        /** A new key found no room. Told at most once a minute. */
        FULL
    }

    /**
     * Raises the alarm.
     *
     * @param level how full the store is
     * @param size how many keys it holds
     * @param capacity how many it may hold
     */
    void raise(Level level, long size, long capacity);
}
