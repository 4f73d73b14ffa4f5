package io.hookward.access;

import org.jspecify.annotations.Nullable;

/**
 * A range of addresses in CIDR notation: {@code 192.0.2.0/24}, {@code 2001:db8::/32}, or one address alone.
 *
 * <p>An IPv4 range never holds an IPv6 address and the other way round; IPv4-mapped addresses count as IPv4.
 */
final class AddressRange {

    private final Address network;
    private final int prefix;
    private final String text;

    private AddressRange(Address network, int prefix, String text) {
        this.network = network;
        this.prefix = prefix;
        this.text = text;
    }

    /**
     * Reads {@code cidr}.
     *
     * @throws IllegalArgumentException if it is no literal address, or the prefix is no plain number within the
     *     family's width
     */
    static AddressRange parse(String cidr) {
        int slash = cidr.indexOf('/');
        @Nullable Address network = Address.parse(slash < 0 ? cidr : cidr.substring(0, slash));
        if (network == null) {
            throw new IllegalArgumentException(
                    "Not an address range: \"" + cidr
                            + "\". Write an IPv4 or IPv6 address, optionally with /prefix, such as 192.0.2.0/24; names are not resolved");
        }
        // A mapped IPv4 address counts as IPv4, but its prefix was counted from the IPv6 end
        int mapped = network.bits() == 32 && cidr.indexOf(':') >= 0 ? 96 : 0;
        int prefix = slash < 0 ? network.bits() : prefix(cidr.substring(slash + 1)) - mapped;
        if (prefix < 0 || prefix > network.bits()) {
            throw new IllegalArgumentException("Prefix of \"" + cidr + "\" must be a number from " + mapped + " to "
                    + (mapped + network.bits()) + " for this kind of address");
        }
        return new AddressRange(network, prefix, cidr);
    }

    private static int prefix(String text) {
        if (text.isEmpty() || text.length() > 3) {
            return -1;
        }
        int value = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            value = value * 10 + (c - '0');
        }
        return value;
    }

    boolean contains(Address address) {
        return network.sharesPrefix(address, prefix);
    }

    @Override
    public String toString() {
        return text;
    }
}
