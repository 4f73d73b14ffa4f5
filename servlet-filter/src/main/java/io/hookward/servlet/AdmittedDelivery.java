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
import jakarta.servlet.ServletResponse;
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
        @Nullable DelayedResponse held = DelayedResponse.in(response);
        HttpServletResponse outer = response;
        if (held == null) {
            held = new DelayedResponse(response);
            outer = held;
        }
        @Nullable ReplayedRequest replayed = ReplayedRequest.in(request);
        HttpServletRequest inner = request;
        if (replayed == null) {
            replayed = new AdmittedRequest(request, held, body, this);
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
            chain.doFilter(request, response);
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
            settle(request, response);
        }
    }

    void asyncStarted(AsyncContext context) {
        asyncStarted = true;
        context.addListener(this);
    }

    /**
     * Completes or releases the claim by the status of {@code response}, once, and lets the answer go, or another in its
     * place if the delivery could not be marked as done. An answer that was too long to be kept has gone already.
     */
    void settle(ServletRequest request, ServletResponse response) throws IOException {
        int status = response instanceof HttpServletResponse http ? http.getStatus() : 0;
        Optional<Answer> instead = claim.settle(failed ? 500 : status);
        @Nullable DelayedResponse held = DelayedResponse.in(response);
        if (held == null) {
            return;
        }
        if (instead.isPresent() && !held.isCommitted() && request instanceof HttpServletRequest http) {
            held.reset();
            AnswerWriter.write(instead.get(), http, held);
        }
        held.letGo();
    }

    @Override
    public void onComplete(AsyncEvent event) throws IOException {
        settle(event.getAsyncContext().getRequest(), event.getAsyncContext().getResponse());
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
