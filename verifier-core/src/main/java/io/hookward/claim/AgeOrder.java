package io.hookward.claim;

import org.jspecify.annotations.Nullable;

/**
 * Done marks in the order in which they were set. Adding, removing and finding the oldest take constant time, whatever
 * the retentions, and a removed mark leaves nothing behind. Safe for many threads; the lock is held for a few assignments.
 */
final class AgeOrder {

    private @Nullable AgedDoneEntry oldest;
    private @Nullable AgedDoneEntry newest;

    synchronized void add(AgedDoneEntry mark) {
        mark.older = newest;
        if (newest == null) {
            oldest = mark;
        } else {
            newest.newer = mark;
        }
        newest = mark;
    }

    /** Takes the mark out, and returns whether it was in. */
    @SuppressWarnings("ReferenceEquality") // Equal marks of one key are not one mark
    synchronized boolean remove(AgedDoneEntry mark) {
        if (mark.older == null && mark != oldest) {
            return false;
        }
        if (mark.older == null) {
            oldest = mark.newer;
        } else {
            mark.older.newer = mark.newer;
        }
        if (mark.newer == null) {
            newest = mark.older;
        } else {
            mark.newer.older = mark.older;
        }
        mark.older = null;
        mark.newer = null;
        return true;
    }

    synchronized @Nullable AgedDoneEntry oldest() {
        return oldest;
    }
}
