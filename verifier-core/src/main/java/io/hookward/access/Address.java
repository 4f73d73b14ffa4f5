package io.hookward.access;

import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * An IPv4 or IPv6 address, read from its literal form alone.
 *
 * <p>Names are never resolved, and the lenient IPv4 spellings of old socket libraries (octal, hexadecimal, fewer than
 * four parts) are no addresses here: two readers of such a text may mean two hosts. An IPv4-mapped IPv6 address
 * ({@code ::ffff:192.0.2.1}) equals the IPv4 address in it.
 */
final class Address {

    private static final int V4_BYTES = 4;
    private static final int V6_BYTES = 16;

    private final byte[] bytes;

    private Address(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * The address written as {@code literal}, or null if it is not an address. Brackets and an IPv6 zone are let pass and
     * dropped.
     */
    static @Nullable Address parse(String literal) {
        String text = literal;
        if (text.length() > 2 && text.startsWith("[") && text.endsWith("]")) {
            text = text.substring(1, text.length() - 1);
            if (text.indexOf(':') < 0) {
                return null;
            }
        }
        if (text.indexOf(':') < 0) {
            byte @Nullable [] v4 = v4(text);
            return v4 == null ? null : new Address(v4);
        }
        int zone = text.indexOf('%');
        byte @Nullable [] v6 = v6(zone < 0 ? text : text.substring(0, zone));
        return v6 == null ? null : new Address(unmapped(v6));
    }

    /** 32 for IPv4, 128 for IPv6. */
    int bits() {
        return bytes.length * 8;
    }

    /** Whether both addresses are of one family and agree in their first {@code prefix} bits. */
    boolean sharesPrefix(Address other, int prefix) {
        if (bytes.length != other.bytes.length) {
            return false;
        }
        int whole = prefix / 8;
        if (!Arrays.equals(bytes, 0, whole, other.bytes, 0, whole)) {
            return false;
        }
        int rest = prefix % 8;
        return rest == 0 || ((bytes[whole] ^ other.bytes[whole]) & 0xff) >>> (8 - rest) == 0;
    }

    private static byte @Nullable [] v4(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != V4_BYTES) {
            return null;
        }
        byte[] bytes = new byte[V4_BYTES];
        for (int i = 0; i < V4_BYTES; i++) {
            int value = octet(parts[i]);
            if (value < 0) {
                return null;
            }
            bytes[i] = (byte) value;
        }
        return bytes;
    }

    private static int octet(String text) {
        if (text.isEmpty() || text.length() > 3 || (text.length() > 1 && text.charAt(0) == '0')) {
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
        return value <= 255 ? value : -1;
    }

    private static byte @Nullable [] v6(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            byte @Nullable [] all = groups(text, true);
            return all != null && all.length == V6_BYTES ? all : null;
        }
        byte @Nullable [] head = groups(text.substring(0, gap), false);
        byte @Nullable [] tail = groups(text.substring(gap + 2), true);
        // "::" stands for at least one group of zeros
        if (head == null || tail == null || head.length + tail.length > V6_BYTES - 2) {
            return null;
        }
        byte[] bytes = Arrays.copyOf(head, V6_BYTES);
        System.arraycopy(tail, 0, bytes, V6_BYTES - tail.length, tail.length);
        return bytes;
    }

    /** The bytes of colon-separated groups; the last may be a dotted IPv4 address where {@code v4AtEnd}. */
    private static byte @Nullable [] groups(String text, boolean v4AtEnd) {
        if (text.isEmpty()) {
            return new byte[0];
        }
        String[] parts = text.split(":", -1);
        if (parts.length > V6_BYTES / 2) {
            return null;
        }
        byte[] bytes = new byte[V6_BYTES + V4_BYTES];
        int length = 0;
        for (int i = 0; i < parts.length; i++) {
            byte @Nullable [] group =
                    v4AtEnd && i == parts.length - 1 && parts[i].indexOf('.') > 0 ? v4(parts[i]) : group(parts[i]);
            if (group == null) {
                return null;
            }
            System.arraycopy(group, 0, bytes, length, group.length);
            length += group.length;
        }
        return Arrays.copyOf(bytes, length);
    }

    private static byte @Nullable [] group(String text) {
        if (text.isEmpty() || text.length() > 4) {
            return null;
        }
        int value = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!HexFormat.isHexDigit(c)) {
                return null;
            }
            value = value << 4 | HexFormat.fromHexDigit(c);
        }
        return new byte[] {(byte) (value >> 8), (byte) value};
    }

    private static byte[] unmapped(byte[] v6) {
        for (int i = 0; i < 10; i++) {
            if (v6[i] != 0) {
                return v6;
            }
        }
        return v6[10] == (byte) 0xff && v6[11] == (byte) 0xff ? Arrays.copyOfRange(v6, 12, V6_BYTES) : v6;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Address address && Arrays.equals(bytes, address.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }
}
