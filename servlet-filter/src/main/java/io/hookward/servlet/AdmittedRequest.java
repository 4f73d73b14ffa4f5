package io.hookward.servlet;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** A replayed request whose asynchronous cycles settle the claim. */
final class AdmittedRequest extends ReplayedRequest {

    private final AdmittedDelivery admission;
    private final DelayedResponse response;
    private @Nullable SettlingAsyncContext context;

    AdmittedRequest(HttpServletRequest request, DelayedResponse response, byte[] body, AdmittedDelivery admission) {
        super(request, body);
        this.admission = admission;
        this.response = response;
    }

    /** Starts with this request and its response, because the container's own would have no body. */
    @Override
    public AsyncContext startAsync() {
        return startAsync(this, response);
    }

    @Override
    public AsyncContext startAsync(ServletRequest request, ServletResponse response) {
        AsyncContext started = super.startAsync(request, response);
        admission.asyncStarted(started);
        return settling(started);
    }

    /** Null only from a mock: a container throws where no cycle was started, but Spring's MockMvc asks and wants null. */
    @Override
    public @Nullable AsyncContext getAsyncContext() {
        @Nullable AsyncContext started = super.getAsyncContext();
        return started == null ? null : settling(started);
    }

    private AsyncContext settling(AsyncContext container) {
        if (context == null || !context.wraps(container)) {
            context = new SettlingAsyncContext(container, admission);
        }
        return context;
    }
}
