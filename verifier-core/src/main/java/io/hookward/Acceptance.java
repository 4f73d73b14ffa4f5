package io.hookward;

import io.hookward.request.Rejection;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a {@link DeliveryAcceptor} did with a delivery. */
public sealed interface Acceptance {

    /** It is kept durably, and will be handled: the sender may forget it. */
    record Stored() implements Acceptance {}

    /**
     * It was accepted before, so it is kept already.
     *
     * @param sameContent whether it came with the same body then
     */
    record Duplicate(boolean sameContent) implements Acceptance {}

    /**
     * It is not kept, and the sender is told so.
     *
     * @param why the reason: usually {@code OVERLOADED} or {@code RATE_LIMITED}
     * @param retryAfter when the sender may come again, positive, where the answer is 429 or 503; null for what is usual
     */
    record Refused(Rejection why, @Nullable Duration retryAfter) implements Acceptance {
        /** Checks that there is a reason. */
        public Refused {
            Objects.requireNonNull(why, "why");
        }
    }
}
