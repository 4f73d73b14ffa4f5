package io.hookward.servlet;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Settles the claim of an admission when the application completes the cycle, before the container sends the answer.
 */
final class SettlingAsyncContext implements AsyncContext {

    private static final Logger LOG = LoggerFactory.getLogger(SettlingAsyncContext.class);

    private final AsyncContext context;
    private final AdmittedDelivery admission;

    SettlingAsyncContext(AsyncContext context, AdmittedDelivery admission) {
        this.context = context;
        this.admission = admission;
    }

    boolean wraps(AsyncContext other) {
        return context == other;
    }

    @Override
    public void complete() {
        try {
            admission.settle();
        } catch (IOException e) {
            // As from the container's own complete(), the application hears nothing of a client that went away
            LOG.debug("The answer could not be written", e);
        } finally {
            context.complete();
        }
    }

    @Override
    public ServletRequest getRequest() {
        return context.getRequest();
    }

    @Override
    public ServletResponse getResponse() {
        return context.getResponse();
    }

    @Override
    public boolean hasOriginalRequestAndResponse() {
        return context.hasOriginalRequestAndResponse();
    }

    @Override
    public void dispatch() {
        context.dispatch();
    }

    @Override
    public void dispatch(String path) {
        context.dispatch(path);
    }

    @Override
    public void dispatch(ServletContext target, String path) {
        context.dispatch(target, path);
    }

    @Override
    public void start(Runnable task) {
        context.start(task);
    }

    @Override
    public void addListener(AsyncListener listener) {
        context.addListener(listener);
    }

    @Override
    public void addListener(AsyncListener listener, ServletRequest request, ServletResponse response) {
        context.addListener(listener, request, response);
    }

    @Override
    public <T extends AsyncListener> T createListener(Class<T> type) throws ServletException {
        return context.createListener(type);
    }

    @Override
    public void setTimeout(long timeout) {
        context.setTimeout(timeout);
    }

    @Override
    public long getTimeout() {
        return context.getTimeout();
    }
}
