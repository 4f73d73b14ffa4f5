package io.hookward.claim;

import org.jspecify.annotations.Nullable;

/** A done key with its place in an {@link AgeOrder}, which alone touches the links. */
final class AgedDoneEntry extends DoneEntry {

    @Nullable
    AgedDoneEntry older;

    @Nullable
    AgedDoneEntry newer;

    AgedDoneEntry(KeyHash key, LeasedEntry claim) {
        super(key, claim);
    }
}
