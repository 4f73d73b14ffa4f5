package io.hookward.spring.servlet;

import io.hookward.spring.observation.DeliveryObservations.Started;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletResponse;

/** Ends an observation with the asynchronous cycle in which a delivery is handled. */
record StopsObservation(Started started, HttpServletResponse response) implements AsyncListener {
    @Override
    public void onComplete(AsyncEvent event) {
        started.stop(response.getStatus());
    }

    @Override
    public void onError(AsyncEvent event) {
        started.observation().error(event.getThrowable());
    }

    /** The container, or the application, completes the cycle after this. */
    @Override
    public void onTimeout(AsyncEvent event) {}

    /** A new cycle forgets the listeners of the one before. */
    @Override
    public void onStartAsync(AsyncEvent event) {
        event.getAsyncContext().addListener(this);
    }
}
