package io.hookward;

import io.hookward.request.Delivery;
import io.hookward.request.Rejection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A listener that keeps what it hears, one word an event, so that a test can read the story of its requests. */
final class RecordingListener implements ReceiverListener {
    private final List<String> story = new CopyOnWriteArrayList<>();

    List<String> story() {
        return List.copyOf(story);
    }

    void forget() {
        story.clear();
    }

    private void add(String event, Delivery delivery) {
        story.add(event + " " + delivery.id().orElse("-"));
    }

    @Override
    public void admitted(Delivery delivery) {
        add("admitted", delivery);
    }

    @Override
    public void accepted(Delivery delivery) {
        add("accepted", delivery);
    }

    @Override
    public void completed(Delivery delivery, Duration handlingTime) {
        add("completed", delivery);
    }

    @Override
    public void released(Delivery delivery, Duration handlingTime) {
        add("released", delivery);
    }

    @Override
    public void duplicate(Delivery delivery) {
        add("duplicate", delivery);
    }

    @Override
    public void inFlight(Delivery delivery) {
        add("in flight", delivery);
    }

    @Override
    public void idConflict(Delivery delivery) {
        add("id conflict", delivery);
    }

    @Override
    public void withoutId(Delivery delivery) {
        add("without id", delivery);
    }

    @Override
    public void rejected(String endpoint, Rejection why) {
        story.add("rejected " + why.reason().code());
    }

    @Override
    public void leaseLost(Delivery delivery) {
        add("lease lost", delivery);
    }

    @Override
    public void storeFailed(String endpoint, RuntimeException failure) {
        story.add("store failed");
    }

    @Override
    public void unrouted(Delivery delivery) {
        add("unrouted", delivery);
    }
}
