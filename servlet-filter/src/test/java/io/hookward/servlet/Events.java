package io.hookward.servlet;

import io.hookward.ReceiverListener;
import io.hookward.request.Delivery;
import io.hookward.request.Rejection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What a receiver's listener heard, in order. */
final class Events implements ReceiverListener {

    private final List<String> heard = new CopyOnWriteArrayList<>();

    List<String> heard() {
        return heard;
    }

    @Override
    public void admitted(Delivery delivery) {
        heard.add("admitted");
    }

    @Override
    public void completed(Delivery delivery, Duration handlingTime) {
        heard.add("completed");
    }

    @Override
    public void released(Delivery delivery, Duration handlingTime) {
        heard.add("released");
    }

    @Override
    public void duplicate(Delivery delivery) {
        heard.add("duplicate");
    }

    @Override
    public void inFlight(Delivery delivery) {
        heard.add("in flight");
    }

    @Override
    public void idConflict(Delivery delivery) {
        heard.add("id conflict");
    }

    @Override
    public void withoutId(Delivery delivery) {
        heard.add("without id");
    }

    @Override
    public void rejected(String endpoint, Rejection why) {
        heard.add(why.reason().code());
    }

    @Override
    public void leaseLost(Delivery delivery) {
        heard.add("lease lost");
    }

    @Override
    public void storeFailed(String endpoint, RuntimeException failure) {
        heard.add("store failed");
    }
}
