package io.hookward.access;

import io.hookward.request.Rejection;
import io.hookward.request.RejectionReason;
import io.hookward.request.RequestHead;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How and from where an endpoint may be reached: by default any way and from anywhere, because the signature decides.
 *
 * <p>Immutable and safe for use by several threads; each method gives a new value.
 */
public final class Access {
    /** Over HTTP and HTTPS, from every address. */
    public static final Access ANY = new Access(false, List.of());

    private final boolean httpsOnly;
    private final List<AddressRange> ranges;

    private Access(boolean httpsOnly, List<AddressRange> ranges) {
        this.httpsOnly = httpsOnly;
        this.ranges = ranges;
    }

    /**
     * Over HTTPS alone. Behind a proxy that ends TLS, this needs the proxy to be trusted and to set {@code
     * X-Forwarded-Proto} itself. It keeps honest senders from plain HTTP; whoever forges a request may claim HTTPS where a
     * server believes the request line about it, as Jetty does.
     */
    public Access httpsOnly() {
        return new Access(true, ranges);
    }

    /**
     * From these addresses alone, in place of those named before. Behind a proxy, this needs the proxy to be trusted
     * and to set {@code X-Forwarded-For} itself.
     *
     * @param ranges at least one IPv4 or IPv6 address or range in CIDR notation, such as {@code 192.0.2.0/24}; names
     *     are not resolved
     * @throws IllegalArgumentException if there is none, or one is no address range
     */
    public Access from(String... ranges) {
        if (ranges.length == 0) {
            throw new IllegalArgumentException("there must be at least one address range");
        }
        return new Access(
                httpsOnly, Arrays.stream(ranges).map(AddressRange::parse).toList());
    }

    /**
     * Judges a request by its connection, and never by its body.
     *
     * @return why it is refused, or empty if it is not; what the request does not tell about its connection is held
     *     against it
     */
    public Optional<Rejection> refusal(RequestHead request, TrustedProxies proxies) {
        if (httpsOnly && !proxies.secure(request)) {
            return Optional.of(
                    new Rejection(RejectionReason.INSECURE_TRANSPORT, "the request did not come over HTTPS"));
        }
        if (!ranges.isEmpty() && !permits(proxies.client(request))) {
            return Optional.of(
                    new Rejection(RejectionReason.ADDRESS_NOT_ALLOWED, "the sender's address is not on the list"));
        }
        return Optional.empty();
    }

    private boolean permits(@Nullable Address client) {
        return client != null && ranges.stream().anyMatch(range -> range.contains(client));
    }

    /** The transport and the ranges. */
    @Override
    public String toString() {
        return "Access[" + (httpsOnly ? "HTTPS" : "HTTP or HTTPS") + ", from "
                + (ranges.isEmpty() ? "anywhere" : ranges) + "]";
    }
}
