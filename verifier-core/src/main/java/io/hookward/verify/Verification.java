package io.hookward.verify;

import io.hookward.request.Delivery;
import io.hookward.request.RejectedException;
import io.hookward.request.Rejection;
import java.util.Optional;
import java.util.function.Function;

/** What became of a request: a delivery, or a rejection with its reason. */
public sealed interface Verification {
    /**
     * The request is a delivery.
     *
     * @param delivery the verified delivery
     */
    record Accepted(Delivery delivery) implements Verification {}

    /**
     * The request is not a delivery.
     *
     * @param why the reason
     */
    record Rejected(Rejection why) implements Verification {}

    /** Whether the request is a delivery. */
    default boolean isAccepted() {
        return this instanceof Accepted;
    }

    /** The delivery, if the request is one. */
    default Optional<Delivery> accepted() {
        return fold(Optional::of, rejection -> Optional.empty());
    }

    /** The rejection, if the request is no delivery. */
    default Optional<Rejection> rejected() {
        return fold(delivery -> Optional.empty(), Optional::of);
    }

    /**
     * The delivery.
     *
     * @throws RejectedException if the request is none
     */
    default Delivery orElseThrow() {
        return fold(delivery -> delivery, rejection -> {
            throw new RejectedException(rejection);
        });
    }

    /** Makes one thing of either outcome. */
    default <T> T fold(Function<? super Delivery, T> accepted, Function<? super Rejection, T> rejected) {
        if (this instanceof Accepted yes) {
            return accepted.apply(yes.delivery());
        }
        return rejected.apply(((Rejected) this).why());
    }
}
