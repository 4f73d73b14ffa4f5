package io.hookward.access;

import io.hookward.request.RequestHead;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which hops in front of this server may say, by header, who called them and how.
 *
 * <p>{@code X-Forwarded-For} is walked from the right, the end the nearest proxy wrote, and only as long as the hop
 * that vouches for an entry is itself trusted; {@code X-Forwarded-Proto} counts only when the direct peer is trusted,
 * and of several values the last. Without a trusted peer both headers are what a stranger wrote, and are not looked
 * at.
 *
 * <p>RFC 7239 {@code Forwarded} is not read: a proxy that sets one of the two families passes the other on as the
 * client sent it, so reading both would hand the choice to the client.
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class TrustedProxies {
    /** Nobody is trusted: the direct peer is the client. */
    public static final TrustedProxies NONE = new TrustedProxies(List.of());

    private static final int MAX_HOPS = 64;

    private final List<AddressRange> ranges;

    private TrustedProxies(List<AddressRange> ranges) {
        this.ranges = ranges;
    }

    /**
     * Trusts peers in the given ranges.
     *
     * @param cidrs IPv4 or IPv6 addresses or ranges in CIDR notation; names are not resolved
     * @throws IllegalArgumentException if one is no address range
     */
    public static TrustedProxies of(Collection<String> cidrs) {
        return cidrs.isEmpty()
                ? NONE
                : new TrustedProxies(cidrs.stream().map(AddressRange::parse).toList());
    }

    /**
     * The address the request came from, seen past trusted proxies; null when the request does not tell its peer or a
     * trusted proxy names something that is no address, and then nothing is known of the client.
     */
    @Nullable
    Address client(RequestHead request) {
        @Nullable Address hop = peer(request);
        if (hop == null || !trusts(hop)) {
            return hop;
        }
        List<String> entries = entries(request, "X-Forwarded-For");
        int last = Math.max(0, entries.size() - MAX_HOPS);
        for (int i = entries.size() - 1; i >= last; i--) {
            hop = Address.parse(withoutPort(entries.get(i)));
            if (hop == null || !trusts(hop)) {
                return hop;
            }
        }
        return last > 0 ? null : hop;
    }

    /** Whether the client spoke HTTPS: to this server, or to the trusted proxy that is the direct peer. */
    boolean secure(RequestHead request) {
        if (request.isSecure()) {
            return true;
        }
        @Nullable Address peer = peer(request);
        if (peer == null || !trusts(peer)) {
            return false;
        }
        List<String> schemes = entries(request, "X-Forwarded-Proto");
        return !schemes.isEmpty() && schemes.get(schemes.size() - 1).equalsIgnoreCase("https");
    }

    private boolean trusts(Address hop) {
        return ranges.stream().anyMatch(range -> range.contains(hop));
    }

    private static @Nullable Address peer(RequestHead request) {
        @Nullable String peer = request.peer();
        return peer == null ? null : Address.parse(peer);
    }

    private static List<String> entries(RequestHead request, String header) {
        List<String> entries = new ArrayList<>();
        for (String line : request.headers().values(header)) {
            for (String entry : line.split(",", -1)) {
                entries.add(entry.strip());
            }
        }
        return entries;
    }

    /** Some gateways write {@code 192.0.2.1:4711} or {@code [2001:db8::1]:4711}. */
    private static String withoutPort(String entry) {
        int colon = entry.lastIndexOf(':');
        if (colon < 0 || entry.substring(colon + 1).isEmpty()) {
            return entry;
        }
        boolean bracketed = colon > 0 && entry.charAt(0) == '[' && entry.charAt(colon - 1) == ']';
        boolean dotted = entry.indexOf(':') == colon && entry.indexOf('.') > 0;
        return bracketed || dotted ? entry.substring(0, colon) : entry;
    }
}
