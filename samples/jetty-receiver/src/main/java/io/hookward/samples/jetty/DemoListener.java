package io.hookward.samples.jetty;

import io.hookward.ReceiverListener;
import io.hookward.request.Delivery;
import io.hookward.request.Rejection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what the receiver said about the last request, which its answer does not tell. */
final class DemoListener implements ReceiverListener {
    private final List<String> heard = new CopyOnWriteArrayList<>();

    /** What was heard since the last call. */
    List<String> take() {
        List<String> all = List.copyOf(heard);
        heard.clear();
        return all;
    }

    @Override
    public void rejected(String endpoint, Rejection why) {
        heard.add(why.reason().code());
    }

    @Override
    public void idConflict(Delivery delivery) {
        heard.add("id conflict");
    }

    @Override
    public void withoutId(Delivery delivery) {
        heard.add("no id");
    }

    @Override
    public void storeFailed(String endpoint, RuntimeException failure) {
        heard.add("store failed");
    }
}
