package io.hookward.servlet;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
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
     * X-Forwarded-Proto} itself.
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

    boolean permitsTransport(HttpServletRequest request, TrustedProxies proxies) {
        return !httpsOnly || proxies.secure(request);
    }

    boolean permitsSender(HttpServletRequest request, TrustedProxies proxies) {
        if (ranges.isEmpty()) {
            return true;
        }
        @Nullable Address client = proxies.client(request);
        return client != null && ranges.stream().anyMatch(range -> range.contains(client));
    }

    /** The transport and the ranges. */
    @Override
    public String toString() {
        return "Access[" + (httpsOnly ? "HTTPS" : "HTTP or HTTPS") + ", from "
                + (ranges.isEmpty() ? "anywhere" : ranges) + "]";
    }
}
