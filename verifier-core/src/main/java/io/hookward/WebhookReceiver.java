package io.hookward;

import io.hookward.access.TrustedProxies;
import io.hookward.claim.CaffeineDeliveryStore;
import io.hookward.claim.DeliveryStore;
import io.hookward.path.PathTable;
import io.hookward.path.RequestPath;
import io.hookward.request.Delivery;
import io.hookward.request.RejectedException;
import io.hookward.request.Rejection;
import io.hookward.request.RejectionReason;
import io.hookward.request.WebhookRequest;
import io.hookward.verify.HandshakeReply;
import io.hookward.verify.Verification;
import io.hookward.verify.WebhookVerifier;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The front door: takes requests to endpoints, verifies them, and sees that each delivery is handled once.
 *
 * <p>Whatever a request holds, the outcome is a {@link Reception} and never an exception. Safe for use by several
 * threads.
 */
public final class WebhookReceiver {
    private static final Rejection PATH_AMBIGUOUS =
            new Rejection(RejectionReason.PATH_AMBIGUOUS, "the path could be taken for the endpoint's, but is not it");
    private static final Rejection METHOD_NOT_ALLOWED = new Rejection(
            RejectionReason.METHOD_NOT_ALLOWED, "the method is none that the provider's deliveries come with");

    private final Map<String, Desk> byName = new LinkedHashMap<>();
    private final PathTable<WebhookEndpoint> paths = new PathTable<>();
    private final TrustedProxies proxies;
    private final ClaimDesk claims;
    private final SafeListener listener;

    private record Desk(WebhookEndpoint endpoint, WebhookVerifier verifier) {}

    private WebhookReceiver(Builder builder) {
        for (WebhookEndpoint endpoint : builder.endpoints) {
            if (byName.put(endpoint.name(), new Desk(endpoint, endpoint.verifier(builder.clock))) != null) {
                throw new IllegalArgumentException("two endpoints have the name '" + endpoint.name() + "'");
            }
            paths.add(endpoint.path(), endpoint);
        }
        this.proxies = builder.proxies;
        this.listener =
                new SafeListener(builder.listeners.isEmpty() ? List.of(ReceiverListener.logging()) : builder.listeners);
        this.claims = new ClaimDesk(
                builder.store != null
                        ? builder.store
                        : CaffeineDeliveryStore.builder().build(),
                listener);
    }

    /** A receiver that remembers in memory and logs. */
    public static WebhookReceiver of(WebhookEndpoint... endpoints) {
        return builder().endpoints(List.of(endpoints)).build();
    }

    /** Starts a receiver. */
    public static Builder builder() {
        return new Builder();
    }

    /** All endpoints, in the order in which they were given. */
    public Collection<WebhookEndpoint> endpoints() {
        return byName.values().stream().map(Desk::endpoint).toList();
    }

    /** The endpoint with exactly this path. */
    public Optional<WebhookEndpoint> endpointAt(String path) {
        return Optional.ofNullable(paths.at(path));
    }

    /** The endpoint whose path a request has, spelled exactly so. */
    public Optional<WebhookEndpoint> endpointAt(RequestPath path) {
        return Optional.ofNullable(paths.exact(path));
    }

    /**
     * The endpoint that a handler behind a filter could take a request for, though its path is spelled otherwise or lies
     * below the endpoint's: to be refused, or the handler is reached past the filter.
     */
    public Optional<WebhookEndpoint> endpointLike(RequestPath path) {
        return Optional.ofNullable(paths.disguised(path));
    }

    /**
     * Judges a request by its connection and its head, before its body is read. A transport that calls this first does
     * not read the bodies of requests that could never be deliveries.
     *
     * @param head peer, method, headers and URL; the body does not count
     * @return why the request is refused, or empty if only the body can tell
     */
    public Optional<Reception.Rejected> screen(WebhookEndpoint endpoint, WebhookRequest head) {
        WebhookVerifier verifier = desk(endpoint).verifier();
        Rejection rejection = formal(endpoint, head);
        if (rejection == null && !verifier.mayBeHandshake(head.method())) {
            rejection = verifier.screen(head).orElse(null);
        }
        return Optional.ofNullable(rejection).map(why -> reject(endpoint, why));
    }

    /** Decides about a request. A delivery that is admitted must be completed or released by the caller. */
    public Reception receive(WebhookEndpoint endpoint, WebhookRequest request) {
        Rejection formal = formal(endpoint, request);
        if (formal != null) {
            return reject(endpoint, formal);
        }
        WebhookVerifier verifier = desk(endpoint).verifier();
        try {
            Optional<HandshakeReply> unsigned = verifier.unsignedHandshake(request);
            if (unsigned.isPresent()) {
                return new Reception.Handshake(unsigned.get());
            }
            if (!endpoint.scheme().facts().methods().contains(request.method())) {
                return reject(endpoint, METHOD_NOT_ALLOWED);
            }
            Verification verification = verifier.verify(request);
            if (verification instanceof Verification.Rejected rejected) {
                return reject(endpoint, rejected.why());
            }
            Optional<HandshakeReply> signed = verifier.signedHandshake(request);
            return signed.isPresent()
                    ? new Reception.Handshake(signed.get())
                    : reported(endpoint, claims.claim(endpoint, verification.orElseThrow()));
        } catch (RejectedException rejected) {
            return reject(endpoint, rejected.rejection());
        }
    }

    /**
     * Decides about a request, and has an admitted delivery handled: the claim is completed if the handler returns, and
     * released if it throws.
     *
     * @throws Exception what the handler threw
     */
    public Reception handle(WebhookEndpoint endpoint, WebhookRequest request, DeliveryHandler handler)
            throws Exception {
        Reception reception = receive(endpoint, request);
        if (reception instanceof Reception.Admitted admitted) {
            try {
                handler.handle(admitted.delivery());
                admitted.claim().complete();
            } finally {
                // Does nothing after complete(); otherwise the handler threw, perhaps an Error.
                admitted.claim().release();
            }
        }
        return reception;
    }

    /** Refuses a request to something {@linkplain #endpointLike like} an endpoint. */
    public Reception.Rejected rejectPath(WebhookEndpoint endpoint) {
        return reject(endpoint, PATH_AMBIGUOUS);
    }

    /** Tells the listeners of a rejection that a transport decided on by itself. */
    public Reception.Rejected reject(WebhookEndpoint endpoint, Rejection why) {
        listener.rejected(endpoint.name(), why);
        return new Reception.Rejected(why);
    }

    /** Tells the listeners that no handler is registered for a delivery. */
    public void unrouted(Delivery delivery) {
        listener.unrouted(delivery);
    }

    private Reception reported(WebhookEndpoint endpoint, Reception reception) {
        if (reception instanceof Reception.Rejected rejected) {
            listener.rejected(endpoint.name(), rejected.why());
        }
        return reception;
    }

    private @Nullable Rejection formal(WebhookEndpoint endpoint, WebhookRequest request) {
        Optional<Rejection> closed = endpoint.access().refusal(request, proxies);
        if (closed.isPresent()) {
            return closed.get();
        }
        boolean delivers = endpoint.scheme().facts().methods().contains(request.method());
        if (!delivers && !desk(endpoint).verifier().mayBeHandshake(request.method())) {
            return METHOD_NOT_ALLOWED;
        }
        if (request.body().remaining() > endpoint.maxBodyBytes()) {
            return new Rejection(
                    RejectionReason.BODY_TOO_LARGE, "the body has more than " + endpoint.maxBodyBytes() + " bytes");
        }
        if (!endpoint.isCompressedAllowed() && isCompressed(request)) {
            return new Rejection(
                    RejectionReason.BODY_COMPRESSED,
                    "the body has a content coding; if the provider signs the compressed bytes, allow it");
        }
        return null;
    }

    private static boolean isCompressed(WebhookRequest request) {
        return request.headers().values("Content-Encoding").stream()
                .anyMatch(coding -> !coding.isBlank() && !coding.strip().equalsIgnoreCase("identity"));
    }

    private Desk desk(WebhookEndpoint endpoint) {
        Desk desk = byName.get(endpoint.name());
        if (desk == null || desk.endpoint() != endpoint) {
            throw new IllegalArgumentException("the endpoint '" + endpoint.name() + "' is not one of this receiver's");
        }
        return desk;
    }

    /** Builds a {@link WebhookReceiver}. Not for use by several threads. */
    public static final class Builder {
        private final List<WebhookEndpoint> endpoints = new ArrayList<>();
        private final List<ReceiverListener> listeners = new ArrayList<>();
        private TrustedProxies proxies = TrustedProxies.NONE;
        private @Nullable DeliveryStore store;
        private Clock clock = Clock.systemUTC();

        private Builder() {}

        /** Another endpoint. */
        public Builder endpoint(WebhookEndpoint endpoint) {
            endpoints.add(Objects.requireNonNull(endpoint, "endpoint"));
            return this;
        }

        /** Several endpoints. */
        public Builder endpoints(Collection<WebhookEndpoint> more) {
            endpoints.addAll(more);
            return this;
        }

        /**
         * The proxies in front of this server, whose {@code X-Forwarded-For} and {@code X-Forwarded-Proto} are believed
         * where an endpoint's access depends on them; none unless set, and then the peer is the sender. Each of them must
         * set or append to these headers itself.
         *
         * @param ranges addresses or ranges in CIDR notation, in place of those named before
         * @throws IllegalArgumentException if one is no address range
         */
        public Builder trustedProxies(String... ranges) {
            this.proxies = TrustedProxies.of(List.of(ranges));
            return this;
        }

        /** Where claims are kept; in memory unless set. */
        public Builder store(DeliveryStore store) {
            this.store = Objects.requireNonNull(store, "store");
            return this;
        }

        /**
         * Another one who hears what happens. All are told, in this order; one that fails does not keep it from the
         * others. If there is none, a {@linkplain ReceiverListener#logging() log} hears it.
         */
        public Builder listener(ReceiverListener listener) {
            listeners.add(Objects.requireNonNull(listener, "listener"));
            return this;
        }

        /** Tells now, for the age of deliveries and the validity of secrets; the system's clock unless set. */
        public Builder clock(Clock clock) {
            this.clock = Objects.requireNonNull(clock, "clock");
            return this;
        }

        /**
         * The receiver.
         *
         * @throws IllegalArgumentException if there is no endpoint, two have the same name or paths that could be taken
         *     for each other, or one has no secret that counts at the clock's now: it could only refuse
         */
        public WebhookReceiver build() {
            if (endpoints.isEmpty()) {
                throw new IllegalArgumentException("a receiver needs at least one endpoint");
            }
            return new WebhookReceiver(this);
        }
    }
}
