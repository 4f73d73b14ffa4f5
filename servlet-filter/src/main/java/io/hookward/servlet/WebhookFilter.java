package io.hookward.servlet;

import io.hookward.Answer;
import io.hookward.Reception;
import io.hookward.WebhookEndpoint;
import io.hookward.WebhookReceiver;
import io.hookward.path.PathMatch;
import io.hookward.request.Delivery;
import io.hookward.servlet.RequestReceiver.Received;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a request to an endpoint through only once it is a verified delivery that nobody handled before, and answers
 * every other one itself. Requests to other paths are not touched, except those whose path could be taken for an
 * endpoint's: they get 404.
 *
 * <p>Behind the filter the body can be read as if nobody had, and {@link #delivery} gives the delivery. The answer
 * decides what becomes of the claim: 2xx completes it, and any other status, an exception or an asynchronous time-out
 * releases it, so that the provider's retry runs. Up to 8 KiB of answer are kept until then.
 *
 * <p>Map it to all paths and all dispatcher types, with asynchronous support, before every filter that reads bodies
 * or asks for parameters: {@link #register} does so. Safe for use by several threads.
 */
public final class WebhookFilter implements Filter {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookFilter.class);

    private final WebhookReceiver receiver;
    private final EndpointPaths paths;
    private final RequestReceiver requests;

    WebhookFilter(WebhookReceiver receiver, EndpointPaths paths, RequestReceiver requests) {
        this.receiver = receiver;
        this.paths = paths;
        this.requests = requests;
    }

    /**
     * A filter for these endpoints, which remembers deliveries in memory.
     *
     * @throws IllegalArgumentException if there is none, or two could be taken for each other
     */
    public static WebhookFilter of(WebhookEndpoint... endpoints) {
        return builder(WebhookReceiver.of(endpoints)).build();
    }

    /** Starts a filter for the endpoints of {@code receiver}. */
    public static FilterBuilder builder(WebhookReceiver receiver) {
        return new FilterBuilder(receiver);
    }

    /**
     * The delivery that {@code request} is.
     *
     * @throws IllegalStateException if the request did not pass a filter of this kind, and so is not verified
     */
    public static Delivery delivery(ServletRequest request) {
        return find(request)
                .orElseThrow(() -> new IllegalStateException(
                        "This request is no verified delivery: it did not come through the webhook filter"));
    }

    /** The delivery that {@code request} is, or empty if it did not pass a filter of this kind. */
    public static Optional<Delivery> find(ServletRequest request) {
        return Optional.ofNullable(AdmittedDelivery.of(request)).map(AdmittedDelivery::delivery);
    }

    /**
     * Registers this filter in {@code context}, for all paths and dispatcher types, with asynchronous support, and
     * before the filters that were mapped so far.
     *
     * @throws IllegalStateException if one is registered already, or the context has been initialised
     */
    public FilterRegistration.Dynamic register(ServletContext context) {
        FilterRegistration.@Nullable Dynamic registration = context.addFilter(WebhookFilter.class.getName(), this);
        if (registration == null) {
            throw new IllegalStateException("A webhook filter is registered already; give one filter all endpoints");
        }
        registration.setAsyncSupported(true);
        registration.addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), false, "/*");
        return registration;
    }

    /** Warns if the filter is mapped to some paths only, for then a handler may be reachable past it. */
    @Override
    public void init(FilterConfig config) {
        @Nullable
        FilterRegistration registration = config.getServletContext().getFilterRegistration(config.getFilterName());
        if (registration != null && !registration.getUrlPatternMappings().contains("/*")) {
            LOG.warn(
                    "The webhook filter is mapped to {} and not to /*: other spellings of these paths go past it",
                    registration.getUrlPatternMappings());
        }
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request instanceof HttpServletRequest http && response instanceof HttpServletResponse answer) {
            doFilter(http, answer, chain);
        } else {
            chain.doFilter(request, response);
        }
    }

    private void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        @Nullable AdmittedDelivery admission = AdmittedDelivery.of(request);
        if (admission != null && admission.isBy(this)) {
            admission.pass(request, response, chain);
            return;
        }
        @Nullable PathMatch<WebhookEndpoint> match = paths.match(request);
        @Nullable WebhookEndpoint refused = null;
        if (match == null) {
            refused = paths.hidden(request);
        } else if (request.getDispatcherType() == DispatcherType.INCLUDE) {
            refused = match.endpoint();
        }
        if (refused != null) {
            UnreadBody.answer(Answer.to(receiver.rejectPath(refused)), request, response);
        } else if (match == null) {
            chain.doFilter(request, response);
        } else {
            receive(match, request, response, chain);
        }
    }

    private void receive(
            PathMatch<WebhookEndpoint> match,
            HttpServletRequest request,
            HttpServletResponse response,
            FilterChain chain)
            throws IOException, ServletException {
        Received received = requests.receive(match, request);
        if (received.reception() instanceof Reception.Admitted admitted) {
            new AdmittedDelivery(this, admitted.delivery(), admitted.claim(), received.body())
                    .pass(request, response, chain);
        } else if (received.rest()) {
            UnreadBody.answer(Answer.to(received.reception()), request, response);
        } else {
            AnswerWriter.write(Answer.to(received.reception()), request, response);
        }
    }
}
