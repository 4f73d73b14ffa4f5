package io.hookward.secret;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Secrets from a supplier; a failure of the supplier leaves the last good answer in force. */
final class SuppliedSecretSource implements SecretSource {
    static final long WARNING_INTERVAL_NANOS = TimeUnit.MINUTES.toNanos(1);

    private static final Logger LOG = LoggerFactory.getLogger(SuppliedSecretSource.class);

    private final Supplier<List<Secret>> supplier;
    private final LongSupplier nanoTime;
    private final AtomicLong nextWarning;
    private volatile Answer last = new Answer(List.of(), List.of());

    /**
     * A good answer.
     *
     * @param given a copy of what the supplier gave
     * @param secrets the same, with distinct ids
     */
    private record Answer(List<Secret> given, List<Secret> secrets) {}

    /**
     * A source that asks a supplier.
     *
     * @param nanoTime supplies the current monotonic time in nanoseconds
     */
    SuppliedSecretSource(Supplier<List<Secret>> supplier, LongSupplier nanoTime) {
        this.supplier = Objects.requireNonNull(supplier, "supplier");
        this.nanoTime = nanoTime;
        this.nextWarning = new AtomicLong(nanoTime.getAsLong());
    }

    @Override
    public List<Secret> secrets() {
        try {
            List<Secret> given = Objects.requireNonNull(supplier.get(), "the supplier returned null");
            Answer known = last;
            // Secrets are compared by identity: a new list of the same ones makes no keys anew.
            if (given.equals(known.given())) {
                return known.secrets();
            }
            List<Secret> copy = List.copyOf(given);
            Answer answer = new Answer(copy, copy.isEmpty() ? List.of() : Secrets.distinct(copy));
            last = answer;
            return answer.secrets();
        } catch (RuntimeException failed) {
            warn(failed);
            return last.secrets();
        }
    }

    @Override
    public List<Secret> lastGood() {
        return last.secrets();
    }

    /** Once a minute at most: the supplier is called for every delivery, and anybody can send forged ones. */
    private void warn(RuntimeException failed) {
        long now = nanoTime.getAsLong();
        long next = nextWarning.get();
        if (now - next >= 0 && nextWarning.compareAndSet(next, now + WARNING_INTERVAL_NANOS)) {
            LOG.warn("The supplier of secrets failed; the last good ones stay in force", failed);
        }
    }
}
