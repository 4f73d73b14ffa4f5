package io.hookward.spring.actuate;

import io.hookward.claim.Claim;
import io.hookward.claim.ClaimEntry;
import io.hookward.claim.ClaimKey;
import io.hookward.claim.ClaimState;
import io.hookward.claim.ClaimToken;
import io.hookward.claim.DeliveryStore;
import io.hookward.claim.StoreTimeoutException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** A store whose calls are timed, by what was asked and what became of it. Safe for use by several threads. */
public final class TimedDeliveryStore implements DeliveryStore {
    private final DeliveryStore store;
    private final Timer[][] timers = new Timer[Operation.values().length][Outcome.values().length];

    private enum Operation {
        CLAIM,
        RENEW,
        COMPLETE,
        RELEASE,
        FIND,
        FORGET,
        PING,
        PURGE
    }

    private enum Outcome {
        /** The store did what it was asked. */
        DONE,
        /** The claim belongs to another delivery of the same id, or to nobody any more. */
        REFUSED,
        /** It did not answer in time. */
        TIMEOUT,
        /** It answered with a failure. */
        ERROR
    }

    /** Registers the timers, all of them at once, so that the first failure is a change from 0. */
    public TimedDeliveryStore(DeliveryStore store, MeterRegistry registry) {
        this.store = store;
        for (Operation operation : Operation.values()) {
            for (Outcome outcome : Outcome.values()) {
                timers[operation.ordinal()][outcome.ordinal()] = timer(registry, operation, outcome);
            }
        }
    }

    private static Timer timer(MeterRegistry registry, Operation operation, Outcome outcome) {
        return Timer.builder("hookward.store.calls")
                .description("Calls of the store of claims")
                .tag("operation", operation.name().toLowerCase(Locale.ROOT))
                .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
                .register(registry);
    }

    @Override
    public Claim claim(List<ClaimEntry> entries, ClaimToken token, Duration lease) {
        return time(
                Operation.CLAIM,
                () -> store.claim(entries, token, lease),
                claim -> claim instanceof Claim.Won ? Outcome.DONE : Outcome.REFUSED);
    }

    @Override
    public boolean renew(List<ClaimEntry> entries, ClaimToken token, Duration lease) {
        return time(Operation.RENEW, () -> store.renew(entries, token, lease), TimedDeliveryStore::outcome);
    }

    @Override
    public boolean complete(List<ClaimEntry> entries, ClaimToken token) {
        return time(Operation.COMPLETE, () -> store.complete(entries, token), TimedDeliveryStore::outcome);
    }

    @Override
    public boolean release(List<ClaimEntry> entries, ClaimToken token) {
        return time(Operation.RELEASE, () -> store.release(entries, token), TimedDeliveryStore::outcome);
    }

    @Override
    public Optional<ClaimState> find(ClaimKey key) {
        return time(Operation.FIND, () -> store.find(key), state -> Outcome.DONE);
    }

    @Override
    public boolean forget(ClaimKey key) {
        return time(Operation.FORGET, () -> store.forget(key), known -> Outcome.DONE);
    }

    @Override
    public void ping() {
        boolean answered = time(
                Operation.PING,
                () -> {
                    store.ping();
                    return true;
                },
                TimedDeliveryStore::outcome);
        assert answered;
    }

    @Override
    public int purge(int atMost) {
        return time(Operation.PURGE, () -> store.purge(atMost), removed -> Outcome.DONE);
    }

    private static Outcome outcome(boolean applied) {
        return applied ? Outcome.DONE : Outcome.REFUSED;
    }

    private <T> T time(Operation operation, Supplier<T> call, Function<T, Outcome> judge) {
        long start = System.nanoTime();
        Outcome outcome = Outcome.ERROR;
        try {
            T answer = call.get();
            outcome = judge.apply(answer);
            return answer;
        } catch (StoreTimeoutException late) {
            outcome = Outcome.TIMEOUT;
            throw late;
        } finally {
            timers[operation.ordinal()][outcome.ordinal()].record(Duration.ofNanos(System.nanoTime() - start));
        }
    }
}
