package io.hookward;

import io.hookward.request.Delivery;
import io.hookward.request.Rejection;
import io.hookward.request.RejectionReason;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Logs what happened. Ids come from outside, so they are cut and cleaned before they are printed. Anybody can send forged
 * requests, so what is logged about rejections and about a failing store is limited.
 */
final class LoggingListener implements ReceiverListener {
    static final int LINES = 5;
    static final Duration WINDOW = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger("io.hookward.receiver");

    private final LogLimit<Topic> rejections;
    private final LogLimit<String> storeFailures;

    /** What a line about a rejection is about. */
    private record Topic(String endpoint, RejectionReason reason) {}

    /**
     * A listener that logs.
     *
     * @param nanoTime supplies the current monotonic time in nanoseconds
     */
    LoggingListener(LongSupplier nanoTime) {
        this.rejections = new LogLimit<>(LINES, WINDOW, nanoTime, LoggingListener::leftOut);
        this.storeFailures = new LogLimit<>(
                LINES,
                WINDOW,
                nanoTime,
                (endpoint, count, sinceBegin) -> LOG.error(
                        "{}: the store of claims failed {} more times in the minute that began {} s ago",
                        endpoint,
                        count,
                        sinceBegin.toSeconds()));
    }

    private static void leftOut(Topic topic, long count, Duration sinceBegin) {
        LOG.atLevel(level(topic.reason()))
                .log(
                        "{}: rejected, {}: {} more in the minute that began {} s ago",
                        topic.endpoint(),
                        topic.reason().code(),
                        count,
                        sinceBegin.toSeconds());
    }

    private static Level level(RejectionReason reason) {
        return ReceiverListener.isOperatorsFault(reason) ? Level.ERROR : Level.WARN;
    }

    @Override
    public void admitted(Delivery delivery) {
        summarize();
    }

    @Override
    public void accepted(Delivery delivery) {
        summarize();
        LOG.debug("{}: accepted {}", place(delivery), id(delivery));
    }

    /** Honest traffic brings out what was left out when a flood has ended. */
    private void summarize() {
        rejections.summarize();
        storeFailures.summarize();
    }

    @Override
    public void completed(Delivery delivery, Duration handlingTime) {
        LOG.debug("{}: handled {} in {} ms", place(delivery), id(delivery), handlingTime.toMillis());
    }

    @Override
    public void released(Delivery delivery, Duration handlingTime) {
        LOG.info("{}: handling {} failed; it is free for the provider's retry", place(delivery), id(delivery));
    }

    @Override
    public void duplicate(Delivery delivery) {
        LOG.debug("{}: {} was handled before", place(delivery), id(delivery));
    }

    @Override
    public void inFlight(Delivery delivery) {
        LOG.debug("{}: {} is being handled already", place(delivery), id(delivery));
    }

    @Override
    public void idConflict(Delivery delivery) {
        LOG.warn("{}: {} came again with another body", place(delivery), id(delivery));
    }

    @Override
    public void rejected(String endpoint, Rejection why) {
        if (rejections.admits(new Topic(endpoint, why.reason()))) {
            LOG.atLevel(level(why.reason()))
                    .log("{}: rejected, {}: {}", endpoint, why.reason().code(), why.detail());
        }
    }

    @Override
    public void leaseLost(Delivery delivery) {
        LOG.warn("{}: the lease of {} ended before its handling did; it may run twice", place(delivery), id(delivery));
    }

    @Override
    public void storeFailed(String endpoint, RuntimeException failure) {
        if (storeFailures.admits(endpoint)) {
            LOG.error("{}: the store of claims failed", endpoint, failure);
        }
    }

    @Override
    public void unrouted(Delivery delivery) {
        LOG.debug("{}: no handler for the event type of {}", place(delivery), id(delivery));
    }

    /** The endpoint, and the tenant if there is one. */
    private static String place(Delivery delivery) {
        return delivery.tenant()
                .map(tenant -> delivery.endpoint() + "/" + LogText.of(tenant))
                .orElse(delivery.endpoint());
    }

    private static String id(Delivery delivery) {
        return delivery.id().map(LogText::of).orElse("a delivery without id");
    }
}
