package io.hookward.samples.jetty;

import io.hookward.servlet.WebhookFilter;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** An application that does to a delivery, once, what was agreed on, and otherwise handles it. */
final class DemoApplication extends HttpServlet {
    private static final long serialVersionUID = 1;
    private static final long ASYNC_TIMEOUT_MS = 100;

    private final transient Map<String, Mood> moods = new ConcurrentHashMap<>();
    private final transient AtomicInteger calls = new AtomicInteger();
    private final transient CountDownLatch held = new CountDownLatch(1);
    private final transient CountDownLatch letGo = new CountDownLatch(1);

    /** What happens to a delivery at its next attempt. */
    enum Mood {
        /** It is answered with 500. */
        FAIL,
        /** It ends in an exception. */
        THROW,
        /** It is handled asynchronously, and never. */
        FORGET,
        /** It is handled asynchronously. */
        LATER,
        /** It waits until it is let go. Only for one delivery. */
        WAIT
    }

    void next(String id, Mood mood) {
        moods.put(id, mood);
    }

    int calls() {
        return calls.get();
    }

    void awaitHeld() throws InterruptedException {
        if (!held.await(10, TimeUnit.SECONDS)) {
            throw new IllegalStateException("no delivery came to wait");
        }
    }

    void letGo() {
        letGo.countDown();
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        calls.incrementAndGet();
        Mood mood = moods.remove(WebhookFilter.delivery(request).id().orElse(""));
        if (mood == null) {
            return;
        }
        switch (mood) {
            case FAIL -> response.setStatus(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
            case THROW -> throw new ServletException("agreed on for the demonstration");
            case FORGET -> request.startAsync().setTimeout(ASYNC_TIMEOUT_MS);
            case LATER -> {
                var async = request.startAsync();
                async.start(async::complete);
            }
            case WAIT -> waitToBeLetGo();
        }
    }

    private void waitToBeLetGo() throws ServletException {
        held.countDown();
        try {
            letGo.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new ServletException(interrupted);
        }
    }
}
