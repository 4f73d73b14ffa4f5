package io.hookward;

import io.hookward.claim.ClaimEntry;
import io.hookward.claim.ClaimState;
import io.hookward.claim.ClaimToken;
import io.hookward.claim.DeliveryStore;
import io.hookward.claim.DeliveryStoreException;
import io.hookward.claim.StoreTimeoutException;
import io.hookward.request.Delivery;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * The right to handle one delivery. It is open until it is completed, released, handed off or found lost; what is called
 * later changes nothing and tells no listener. A call that fails because the store cannot answer leaves it open and may be
 * tried again.
 *
 * <p>A delivery without any key to claim, or one that is handled without a claim because the store cannot answer, has a
 * claim too: it is held until it ends, and no store is asked. Safe for use by several threads.
 */
public final class DeliveryClaim {
    private static final Duration LONGEST = Duration.ofDays(365);

    private final DeliveryStore store;
    private final SafeListener listener;
    private final OpenClaims open;
    private final Delivery delivery;
    private final StoreFailurePolicy onStoreFailure;
    private final List<ClaimEntry> entries;
    private final ClaimToken token;
    private final long startNanos = System.nanoTime();

    /** Held while the store is asked and the listeners are told, so that they hear of one end, the one that was. */
    private final ReentrantLock lock = new ReentrantLock();

    private State state = State.OPEN;
    private volatile long leaseNanos;
    private boolean lossTold;
    private boolean settled;

    private enum State {
        OPEN,
        COMPLETED,
        RELEASED,
        LOST,
        HANDED_OFF
    }

    /**
     * @param entries empty for a delivery that is handled without a claim
     */
    DeliveryClaim(
            DeliveryStore store,
            SafeListener listener,
            OpenClaims open,
            WebhookEndpoint endpoint,
            Delivery delivery,
            List<ClaimEntry> entries,
            ClaimToken token) {
        this.store = store;
        this.listener = listener;
        this.open = open;
        this.delivery = delivery;
        this.onStoreFailure = endpoint.onStoreFailure();
        this.leaseNanos = nanos(endpoint.lease());
        this.entries = entries;
        this.token = token;
    }

    /**
     * The delivery was handled: from now on it is done, for the endpoint's retention.
     *
     * @return whether it is done under this claim; if not, the claim ended before, and the delivery may have been handled by
     *     somebody else as well
     * @throws DeliveryStoreException if the store cannot answer; the listeners were told so. The delivery may be done or
     *     not: repeat the call, or let the sender repeat the delivery
     */
    public boolean complete() {
        return complete(Runnable::run);
    }

    /**
     * {@linkplain #complete() Completes} within a transaction that the store takes part in. Until {@code afterCommit} runs
     * what it was given, the claim is open and no listener has heard of it, so after a rollback it can still be released.
     *
     * @param afterCommit gets what is to be run once the transaction has committed, and never if it has not
     * @return as {@link #complete()}
     * @throws DeliveryStoreException as {@link #complete()}
     */
    public boolean complete(Consumer<Runnable> afterCommit) {
        lock.lock();
        try {
            if (state != State.OPEN) {
                return state == State.COMPLETED;
            }
            if (!ask(() -> store.complete(entries, token))) {
                lose();
                return false;
            }
            afterCommit.accept(this::completed);
            return true;
        } finally {
            lock.unlock();
        }
    }

    /**
     * The delivery was not handled: the provider's retry may run. It does not throw: a store that cannot answer is reported
     * to the listeners, and the claim ends with its lease.
     *
     * @return whether the delivery was released; if not, the claim ended before, or the store could not answer
     */
    public boolean release() {
        lock.lock();
        try {
            if (state != State.OPEN) {
                return state == State.RELEASED;
            }
            if (!ask(() -> store.release(entries, token))) {
                lose();
                return false;
            }
            end(State.RELEASED);
            listener.released(delivery, elapsed());
            return true;
        } catch (DeliveryStoreException told) {
            return false;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Ends the claim as an answer to the provider says: 2xx completes it, everything else releases it. From the second call on
     * it does nothing.
     *
     * @param status the HTTP status of the answer that is about to leave
     * @return the answer to send in its place, because the delivery could not be marked as done; empty if the answer may
     *     leave, also where the endpoint is to {@linkplain StoreFailurePolicy#HANDLE_WITHOUT_CLAIM handle} deliveries
     *     without a claim
     */
    public Optional<Answer> settle(int status) {
        lock.lock();
        try {
            if (settled) {
                return Optional.empty();
            }
            settled = true;
            if (status < 200 || status > 299) {
                release();
            } else {
                finish();
            }
            return Optional.empty();
        } catch (DeliveryStoreException told) {
            return Optional.of(Answer.unavailable());
        } finally {
            lock.unlock();
        }
    }

    /** Completes, at the second try if need be: a connection that broke while nobody used it fails once. */
    void finish() {
        try {
            try {
                complete();
            } catch (StoreTimeoutException first) {
                throw first;
            } catch (DeliveryStoreException first) {
                complete();
            }
        } catch (DeliveryStoreException failed) {
            if (onStoreFailure == StoreFailurePolicy.REFUSE) {
                throw failed;
            }
        }
    }

    /**
     * Prolongs the claim, for work that takes longer than the endpoint's lease.
     *
     * @param lease how long it holds from now; positive
     * @return whether the claim is still held; if not, stop the work
     * @throws DeliveryStoreException if the store cannot answer; the claim holds as long as it did
     */
    public boolean renew(Duration lease) {
        lock.lock();
        try {
            boolean renewed = state == State.OPEN && ask(() -> store.renew(entries, token, lease));
            if (renewed) {
                leaseNanos = System.nanoTime() - startNanos + nanos(lease);
            }
            if (state == State.OPEN && !renewed) {
                tellLoss();
            }
            return renewed;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Whether the claim is still held at this moment. It changes nothing: work that needs the claim for longer
     * {@linkplain #renew renews} it.
     *
     * @return false if it has ended, or the store has given any of its keys to somebody else
     * @throws DeliveryStoreException if the store cannot answer
     */
    public boolean isHeld() {
        lock.lock();
        try {
            return state == State.OPEN && ask(() -> entries.stream().allMatch(this::isHeld));
        } finally {
            lock.unlock();
        }
    }

    private boolean isHeld(ClaimEntry entry) {
        return store.find(entry.key()).orElse(null) instanceof ClaimState.InFlight inFlight
                && inFlight.token().equals(token);
    }

    /**
     * Gives the claim to a new owner, who completes or releases it at the store. It stays open there, and the answer to the
     * provider decides nothing any more.
     *
     * @return what the new owner needs
     * @throws IllegalStateException if the claim has ended
     */
    public HandOff handOff() {
        lock.lock();
        try {
            if (state != State.OPEN) {
                throw new IllegalStateException("the claim has ended, so it cannot be handed off");
            }
            end(State.HANDED_OFF);
            return new HandOff(entries, token);
        } finally {
            lock.unlock();
        }
    }

    private void completed() {
        lock.lock();
        try {
            if (state == State.OPEN) {
                end(State.COMPLETED);
                listener.completed(delivery, elapsed());
            }
        } finally {
            lock.unlock();
        }
    }

    private void end(State how) {
        state = how;
        open.remove(this);
    }

    private void lose() {
        end(State.LOST);
        tellLoss();
    }

    private void tellLoss() {
        if (!lossTold) {
            lossTold = true;
            listener.leaseLost(delivery);
        }
    }

    private boolean ask(BooleanSupplier question) {
        try {
            return entries.isEmpty() || question.getAsBoolean();
        } catch (RuntimeException failed) {
            listener.storeFailed(delivery.endpoint(), failed);
            throw failed instanceof DeliveryStoreException unavailable
                    ? unavailable
                    : new DeliveryStoreException("the store of claims failed", failed);
        }
    }

    /** Whether the claim has ended at the store by itself, at this reading of the monotonic clock. */
    boolean isLeaseOver(long now) {
        return now - startNanos > leaseNanos;
    }

    private static long nanos(Duration lease) {
        return lease.compareTo(LONGEST) < 0 ? lease.toNanos() : LONGEST.toNanos();
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - startNanos);
    }
}
