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

/** An application that does with a delivery what the test asked for, once, and otherwise handles it. */
final class ObedientServlet extends HttpServlet {
    private static final long serialVersionUID = 1;
    private static final long ASYNC_TIMEOUT_MS = 100;

    private final transient Map<String, Outcome> outcomes = new ConcurrentHashMap<>();
    private final transient AtomicInteger calls = new AtomicInteger();
    private final transient CountDownLatch held = new CountDownLatch(1);
    private final transient CountDownLatch letGo = new CountDownLatch(1);

    /** What becomes of a delivery at its next attempt. */
    enum Outcome {
        /** It is answered with 500. */
        FAIL,
        /** It ends in an exception. */
        THROW,
        /** It is handled asynchronously, and never completed. */
        FORGET,
        /** It is handled asynchronously, and completed. */
        LATER,
        /** It waits for {@link #letGo}. Only for one delivery. */
        WAIT
    }

    void next(String id, Outcome outcome) {
        outcomes.put(id, outcome);
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
        Outcome outcome = outcomes.remove(WebhookFilter.delivery(request).id().orElse(""));
        if (outcome == null) {
            return;
        }
        switch (outcome) {
            case FAIL -> response.setStatus(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
            case THROW -> throw new ServletException("asked for by the test");
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
