package io.hookward.samples.jetty;

import io.hookward.ReceiverListener;
import io.hookward.request.Delivery;
import io.hookward.request.Rejection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Records what the receiver says about requests beyond its answer. */
final class RecordingListener implements ReceiverListener {
    private final List<String> recorded = new CopyOnWriteArrayList<>();

    /** What was recorded since the last call. */
    List<String> take() {
        List<String> all = List.copyOf(recorded);
        recorded.clear();
        return all;
    }

    @Override
    public void rejected(String endpoint, Rejection why) {
        recorded.add(why.reason().code());
    }

    @Override
    public void idConflict(Delivery delivery) {
        recorded.add("id conflict");
    }

    @Override
    public void withoutId(Delivery delivery) {
        recorded.add("no id");
    }

    @Override
    public void storeFailed(String endpoint, RuntimeException failure) {
        recorded.add("store failed");
    }
}
