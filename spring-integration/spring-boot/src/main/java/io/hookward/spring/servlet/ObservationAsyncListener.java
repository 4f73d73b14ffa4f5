package io.hookward.spring.servlet;

import io.hookward.spring.observation.DeliveryObservations.Started;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletResponse;

/** Stops an observation when the asynchronous cycle that handles the delivery completes. */
record ObservationAsyncListener(Started started, HttpServletResponse response) implements AsyncListener {
    @Override
    public void onComplete(AsyncEvent event) {
        started.stop(response.getStatus());
    }

    @Override
    public void onError(AsyncEvent event) {
        started.observation().error(event.getThrowable());
    }

    /** The container or the application completes the cycle afterwards. */
    @Override
    public void onTimeout(AsyncEvent event) {}

    /** A new cycle does not keep the listeners of the previous one. */
    @Override
    public void onStartAsync(AsyncEvent event) {
        event.getAsyncContext().addListener(this);
    }
}
