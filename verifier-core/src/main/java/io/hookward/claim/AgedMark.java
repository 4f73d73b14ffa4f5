package io.hookward.claim;

import org.jspecify.annotations.Nullable;

/** A done key with its place in an {@link AgeOrder}, which alone touches the links. */
final class AgedMark extends Mark {

    @Nullable
    AgedMark older;

    @Nullable
    AgedMark newer;

    AgedMark(KeyHash key, Held claim) {
        super(key, claim);
    }
}
