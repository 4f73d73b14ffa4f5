package io.hookward.servlet;

import io.hookward.Answer;
import io.hookward.DeliveryClaim;
import io.hookward.request.Delivery;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A delivery on its way through the application: kept with its request through all dispatches, until its claim is
 * settled.
 *
 * <p>The claim is completed if the application answers 2xx, and released if it answers otherwise, throws, or lets an
 * asynchronous cycle time out. It is settled where the response is committed, and before the answer
 * leaves if that fits what {@link DelayedResponse} keeps: at the end of the dispatch in which no asynchronous cycle is
 * under way, else when the application completes the cycle, else when the container says that the cycle is over.
 */
final class AdmittedDelivery implements AsyncListener {

    private static final String ATTRIBUTE = "io.hookward.servlet.admission";

    private final Object filter;
    private final Delivery delivery;
    private final DeliveryClaim claim;
    private final byte[] body;
    private volatile @Nullable DelayedResponse held;
    private volatile boolean http1;
    private volatile boolean running;
    private volatile boolean asyncStarted;
    private volatile boolean failed;

    AdmittedDelivery(Object filter, Delivery delivery, DeliveryClaim claim, byte[] body) {
        this.filter = filter;
        this.delivery = delivery;
        this.claim = claim;
        this.body = body;
    }

    /** What was admitted with {@code request}, by whatever filter; null if nothing was. */
    static @Nullable AdmittedDelivery of(ServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof AdmittedDelivery admission ? admission : null;
    }

    boolean isBy(Object other) {
        return filter == other;
    }

    Delivery delivery() {
        return delivery;
    }

    /**
     * Hands the request on: first, or again in a later dispatch. A forward or include within a dispatch that is under
     * way just passes.
     */
    void pass(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (running) {
            chain.doFilter(request, response);
            return;
        }
        request.setAttribute(ATTRIBUTE, this);
        @Nullable DelayedResponse known = DelayedResponse.in(response);
        DelayedResponse delayed = known == null ? new DelayedResponse(response) : known;
        HttpServletResponse outer = known == null ? delayed : response;
        held = delayed;
        http1 = AnswerWriter.isHttp1(request);
        @Nullable ReplayedRequest replayed = ReplayedRequest.in(request);
        HttpServletRequest inner = request;
        if (replayed == null) {
            replayed = new AdmittedRequest(request, delayed, body, this);
            inner = replayed;
        }
        dispatch(inner, outer, chain, replayed);
    }

    private void dispatch(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain, ReplayedRequest replayed)
            throws IOException, ServletException {
        running = true;
        asyncStarted = false;
        replayed.serviceEntered();
        try {
            handOn(request, response, chain);
        } catch (Throwable e) {
            claim.release();
            throw e;
        } finally {
            running = false;
        }
        if (!asyncStarted && request.isAsyncStarted()) {
            // The wrapper was bypassed
            asyncStarted(request.getAsyncContext());
        }
        if (asyncStarted) {
            replayed.serviceReturned();
        } else {
            settle();
        }
    }

    /** An interrupt that the application leaves behind would end the store's calls, and the connection at the first write. */
    private static void handOn(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        try {
            chain.doFilter(request, response);
        } finally {
            Thread.interrupted();
        }
    }

    void asyncStarted(AsyncContext context) {
        asyncStarted = true;
        context.addListener(this);
    }

    /**
     * Completes or releases the claim by the status of the last answer, once, and lets this go, or another in its place if
     * the delivery could not be marked as done. An answer that was too long to be kept has gone already.
     *
     * <p>The asynchronous context is not asked: after a dispatch it has no response any more.
     */
    void settle() throws IOException {
        @Nullable DelayedResponse last = held;
        if (last == null) {
            throw new IllegalStateException("not handed on yet");
        }
        Optional<Answer> instead = claim.settle(failed ? 500 : last.getStatus());
        if (instead.isPresent() && !last.isCommitted()) {
            last.reset();
            AnswerWriter.write(instead.get(), http1, last);
        }
        last.letGo();
    }

    @Override
    public void onComplete(AsyncEvent event) throws IOException {
        settle();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        failed = true;
    }

    @Override
    public void onError(AsyncEvent event) {
        failed = true;
    }

    /** A new cycle forgets the listeners of the one before. */
    @Override
    public void onStartAsync(AsyncEvent event) {
        event.getAsyncContext().addListener(this);
    }
}
