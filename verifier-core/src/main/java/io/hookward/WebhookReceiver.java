package io.hookward;

import io.hookward.access.TrustedProxies;
import io.hookward.claim.CaffeineDeliveryStore;
import io.hookward.claim.DeliveryStore;
import io.hookward.path.PathMatch;
import io.hookward.path.PathTable;
import io.hookward.request.Delivery;
import io.hookward.request.RejectedException;
import io.hookward.request.Rejection;
import io.hookward.request.RejectionReason;
import io.hookward.request.RequestHead;
import io.hookward.request.WebhookRequest;
import io.hookward.verify.HandshakeReply;
import io.hookward.verify.HeadVerification;
import io.hookward.verify.Verification;
import io.hookward.verify.WebhookVerifier;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
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
    private static final Rejection PATH_AMBIGUOUS = new Rejection(
            RejectionReason.PATH_AMBIGUOUS, "the path could be taken for the endpoint's, but is not spelled like it");
    private static final Rejection METHOD_NOT_ALLOWED = new Rejection(
            RejectionReason.METHOD_NOT_ALLOWED, "deliveries of this provider do not come with this method");
    private static final Rejection BODY_COMPRESSED = new Rejection(
            RejectionReason.BODY_COMPRESSED,
            "the body has a content coding; if the provider signs the compressed bytes, allow it");

    private final Map<String, WebhookEndpoint> endpoints = new LinkedHashMap<>();
    private final Map<WebhookEndpoint, WebhookVerifier> verifiers = new IdentityHashMap<>();
    private final PathTable<WebhookEndpoint> paths = new PathTable<>();
    private final TrustedProxies proxies;
    private final DeliveryClaimer claims;
    private final SafeListener listener;
    private final AcceptingReceiver accepting;

    private WebhookReceiver(Builder builder) {
        for (WebhookEndpoint endpoint : builder.endpoints) {
            if (endpoints.put(endpoint.name(), endpoint) != null) {
                throw new IllegalArgumentException("two endpoints have the name '" + endpoint.name() + "'");
            }
            verifiers.put(endpoint, endpoint.verifier(builder.clock));
            paths.add(endpoint.path(), endpoint);
        }
        this.proxies = builder.proxies;
        this.listener =
                new SafeListener(builder.listeners.isEmpty() ? List.of(ReceiverListener.logging()) : builder.listeners);
        this.claims = new DeliveryClaimer(
                builder.store != null
                        ? builder.store
                        : CaffeineDeliveryStore.builder().build(),
                listener);
        for (String name : builder.acceptors.keySet()) {
            if (!endpoints.containsKey(name)) {
                throw new IllegalArgumentException("an acceptor is set for '" + name + "', which is no endpoint");
            }
        }
        this.accepting = new AcceptingReceiver(builder.acceptor, builder.acceptors, listener);
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
        return List.copyOf(endpoints.values());
    }

    /** The endpoint with this name. */
    public Optional<WebhookEndpoint> endpoint(String name) {
        return Optional.ofNullable(endpoints.get(name));
    }

    /** The endpoint that was configured with this path. */
    public Optional<WebhookEndpoint> endpointAt(String path) {
        return endpoints.values().stream()
                .filter(endpoint -> endpoint.path().equals(path))
                .findFirst();
    }

    /**
     * Whether a request is for an endpoint, by its path alone. For the requests of the application that are not, this is
     * all that a receiver costs.
     *
     * @param context the path of the application, or the empty text
     * @param raw the whole path as it came, with the context and without the query
     * @param decoded the path below the context, as the server decoded it for its handlers
     * @return null if the request is not for an endpoint, nor could be taken for one
     */
    public @Nullable PathMatch<WebhookEndpoint> match(String context, String raw, String decoded) {
        return paths.match(context, raw, decoded);
    }

    /**
     * Judges a request by its path and its head, before its body is read.
     *
     * @param match what {@link #match} said of its path
     * @param head peer, method, headers and URL; the variables of the path are taken from the match
     * @return why the request is rejected, or the request, which waits for its body
     */
    public Opening open(PathMatch<WebhookEndpoint> match, RequestHead head) {
        return match.isExact() ? open(match.endpoint(), head) : reject(match.endpoint(), PATH_AMBIGUOUS);
    }

    /**
     * Judges a request by its head, before its body is read.
     *
     * @param head peer, method, headers and URL
     * @return why the request is rejected, or the request, which waits for its body
     * @throws IllegalArgumentException if the endpoint is not one of this receiver's
     */
    public Opening open(WebhookEndpoint endpoint, RequestHead head) {
        WebhookVerifier verifier = verifiers.get(endpoint);
        if (verifier == null) {
            throw new IllegalArgumentException("the endpoint '" + endpoint.name() + "' is not one of this receiver's");
        }
        Rejection formal = formal(endpoint, verifier, head);
        if (formal != null) {
            return reject(endpoint, formal);
        }
        HeadVerification verification = verifier.open(head);
        Optional<Rejection> rejection = verification.rejection();
        return rejection.isPresent()
                ? reject(endpoint, rejection.get())
                : new OpenedRequest(this, endpoint, head, verification);
    }

    /** Decides about a whole request: {@link #open} and {@link OpenedRequest#receive} in one. */
    public Reception receive(WebhookEndpoint endpoint, WebhookRequest request) {
        Opening opening = open(endpoint, request.head());
        return opening instanceof OpenedRequest opened
                ? opened.receive(request.array(), request.offset(), request.length())
                : (Reception.Rejected) opening;
    }

    Reception receive(OpenedRequest opened, byte[] array, int offset, int length) {
        WebhookEndpoint endpoint = opened.endpoint();
        if (length > endpoint.maxBodyBytes()) {
            return reject(endpoint, tooLarge(endpoint));
        }
        HeadVerification verification = opened.verification();
        try {
            Optional<HandshakeReply> unsigned = verification.unsignedHandshake(array, offset, length);
            if (unsigned.isPresent()) {
                return new Reception.Handshake(endpoint, unsigned.get());
            }
            if (!endpoint.delivers(opened.head().method())) {
                return reject(endpoint, METHOD_NOT_ALLOWED);
            }
            Verification verified = verification.verify(array, offset, length);
            if (verified instanceof Verification.Rejected rejected) {
                return reject(endpoint, rejected.why());
            }
            Optional<HandshakeReply> signed = verification.signedHandshake();
            return signed.isPresent()
                    ? new Reception.Handshake(endpoint, signed.get())
                    : reported(claimedOrAccepted(endpoint, verified.orElseThrow()));
        } catch (RejectedException rejected) {
            return reject(endpoint, rejected.rejection());
        }
    }

    private Reception claimedOrAccepted(WebhookEndpoint endpoint, Delivery delivery) {
        DeliveryAcceptor acceptor = accepting.acceptor(endpoint);
        return acceptor == null ? claims.claim(endpoint, delivery) : accepting.accept(acceptor, endpoint, delivery);
    }

    /**
     * Decides about a request, and has an admitted delivery handled: the claim is completed if the handler returns, and
     * released if it throws.
     *
     * @throws io.hookward.claim.DeliveryStoreException if the delivery was handled but could not be marked as done; answer
     *     503, so that the provider repeats it
     * @throws Exception what the handler threw
     */
    public Reception handle(WebhookEndpoint endpoint, WebhookRequest request, DeliveryHandler handler)
            throws Exception {
        Reception reception = receive(endpoint, request);
        if (reception instanceof Reception.Admitted admitted) {
            try {
                handler.handle(admitted.delivery());
            } catch (Throwable failed) {
                admitted.claim().release();
                throw failed;
            }
            admitted.claim().finish();
        }
        return reception;
    }

    /**
     * Forgets that a delivery was handled, so that it is handled once more when the provider sends it again on purpose, under
     * the same id: GitHub's "Redeliver", Stripe's "Resend".
     *
     * <p>A delivery that is being handled at this moment is forgotten too: its handling goes on, and may then run twice at
     * one time.
     *
     * @param endpoint the name of the endpoint
     * @param id the id of the delivery
     * @return whether the delivery was known; if not, it may be that its retention was over
     * @throws IllegalArgumentException if there is no such endpoint, or the id is empty
     * @throws io.hookward.claim.DeliveryStoreException if the store cannot answer
     */
    public boolean forget(String endpoint, String id) {
        return forget(endpoint, "", id);
    }

    /**
     * As {@link #forget(String, String)}, for an endpoint that serves several tenants.
     *
     * @param tenant whose delivery it is; empty where the endpoint does not tell tenants apart
     */
    public boolean forget(String endpoint, String tenant, String id) {
        if (!endpoints.containsKey(endpoint)) {
            throw new IllegalArgumentException("there is no endpoint '" + endpoint + "'");
        }
        return claims.forget(endpoint, tenant, id);
    }

    /** Rejects a request to a path that could be taken for an endpoint's, and tells the listeners. */
    public Reception.Rejected rejectPath(WebhookEndpoint endpoint) {
        return reject(endpoint, PATH_AMBIGUOUS);
    }

    Reception.Rejected reject(WebhookEndpoint endpoint, Rejection why) {
        listener.rejected(endpoint.name(), why);
        return new Reception.Rejected(endpoint, why);
    }

    /** Tells the listeners that no handler is registered for a delivery. */
    public void unrouted(Delivery delivery) {
        listener.unrouted(delivery);
    }

    /**
     * Gives back the claims that are open, for the end of the process: the provider's retry is handled by another instance at
     * once, and not when the lease is over. Call it after the server has stopped and its requests have had their time; a
     * handler that is at work still loses its claim, and its delivery is handled again. Claims that were
     * {@linkplain DeliveryClaim#handOff handed off} stay. It does not throw: what a store cannot release ends with its lease.
     *
     * @return how many claims were given back
     */
    public int releaseOpenClaims() {
        return claims.releaseAll();
    }

    private Reception reported(Reception reception) {
        if (reception instanceof Reception.Rejected rejected) {
            listener.rejected(rejected.endpoint().name(), rejected.why());
        }
        return reception;
    }

    private @Nullable Rejection formal(WebhookEndpoint endpoint, WebhookVerifier verifier, RequestHead head) {
        Optional<Rejection> closed = endpoint.access().refusal(head, proxies);
        if (closed.isPresent()) {
            return closed.get();
        }
        if (!endpoint.delivers(head.method()) && !verifier.mayBeHandshake(head.method())) {
            return METHOD_NOT_ALLOWED;
        }
        if (head.contentLength() > endpoint.maxBodyBytes()) {
            return tooLarge(endpoint);
        }
        return endpoint.isCompressedAllowed() || !isCompressed(head) ? null : BODY_COMPRESSED;
    }

    private static Rejection tooLarge(WebhookEndpoint endpoint) {
        return new Rejection(
                RejectionReason.BODY_TOO_LARGE, "the body has more than " + endpoint.maxBodyBytes() + " bytes");
    }

    private static boolean isCompressed(RequestHead head) {
        for (String coding : head.headers().values("Content-Encoding")) {
            if (!coding.isBlank() && !coding.strip().equalsIgnoreCase("identity")) {
                return true;
            }
        }
        return false;
    }

    /** Builds a {@link WebhookReceiver}. Not for use by several threads. */
    public static final class Builder {
        private final List<WebhookEndpoint> endpoints = new ArrayList<>();
        private final List<ReceiverListener> listeners = new ArrayList<>();
        private TrustedProxies proxies = TrustedProxies.NONE;
        private final Map<String, DeliveryAcceptor> acceptors = new LinkedHashMap<>();
        private @Nullable DeliveryAcceptor acceptor;
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
         * Accepts the deliveries of all endpoints: they are acknowledged once it has stored them, and no store of claims is
         * asked. Unless set, deliveries are handled within the request.
         */
        public Builder acceptor(DeliveryAcceptor acceptor) {
            this.acceptor = Objects.requireNonNull(acceptor, "acceptor");
            return this;
        }

        /**
         * Accepts the deliveries of one endpoint, whatever holds for the others; see {@link #acceptor(DeliveryAcceptor)}.
         *
         * @param endpoint the name of the endpoint; {@link #build} fails if there is none
         */
        public Builder acceptor(String endpoint, DeliveryAcceptor acceptor) {
            acceptors.put(Objects.requireNonNull(endpoint, "endpoint"), Objects.requireNonNull(acceptor, "acceptor"));
            return this;
        }

        /**
         * Another listener. All are notified, in this order; one that fails does not keep it from the
         * others. Without any, a {@linkplain ReceiverListener#logging() logging listener} is used.
         */
        public Builder listener(ReceiverListener listener) {
            listeners.add(Objects.requireNonNull(listener, "listener"));
            return this;
        }

        /** Supplies the current time, for the age of deliveries and the validity of secrets; defaults to the system clock. */
        public Builder clock(Clock clock) {
            this.clock = Objects.requireNonNull(clock, "clock");
            return this;
        }

        /**
         * The receiver.
         *
         * @throws IllegalArgumentException if there is no endpoint, two have the same name or paths that could be taken
         *     for each other, an acceptor is for none of them, or one has no secret that counts at the clock's now: it could only refuse
         */
        public WebhookReceiver build() {
            if (endpoints.isEmpty()) {
                throw new IllegalArgumentException("a receiver needs at least one endpoint");
            }
            return new WebhookReceiver(this);
        }
    }
}
