package io.hookward.header;

import io.hookward.key.Signatures;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The signatures of a request that stand together with the same other items of their header: those that have the encoding
 * and the length of the method's. A request with several such groups has them in a chain. Not for use by several threads.
 */
public final class SignatureGroup implements Signatures {
    private static final @Nullable String[] NO_ITEMS = {};
    private static final byte[] NO_SIGNATURE = {};

    private final @Nullable String[] items;
    private byte[] first = NO_SIGNATURE;
    private byte @Nullable [][] others;
    private int decoded;
    private int texts;
    private @Nullable SignatureGroup next;

    SignatureGroup(int items) {
        this.items = items == 0 ? NO_ITEMS : new String[items];
    }

    /** Another signature; null if it does not have the encoding and length of the method's. */
    void add(byte @Nullable [] signature) {
        texts++;
        if (signature == null) {
            return;
        }
        if (decoded == 0) {
            first = signature;
        } else {
            if (others == null) {
                others = new byte[4][];
            } else if (decoded - 1 == others.length) {
                others = Arrays.copyOf(others, 2 * others.length);
            }
            others[decoded - 1] = signature;
        }
        decoded++;
    }

    /** How many signatures there are, whether or not they could be decoded. */
    public int texts() {
        return texts;
    }

    @Override
    public int count() {
        return decoded;
    }

    @Override
    public byte[] get(int index) {
        return index == 0 || others == null ? first : others[index - 1];
    }

    /** The items that the scheme names, in the order of {@link SignatureHeader#itemSlots}; null where there is none. */
    public @Nullable String[] items() {
        return items;
    }

    /** The next group, or null. */
    public @Nullable SignatureGroup next() {
        return next;
    }

    /**
     * Adds a group to the end of this chain, or its signatures to the group with the same items, so that their content is
     * hashed once.
     */
    void chain(SignatureGroup other) {
        SignatureGroup group = this;
        while (true) {
            if (Arrays.equals(group.items, other.items)) {
                for (int i = 0; i < other.decoded; i++) {
                    group.add(other.get(i));
                }
                group.texts += other.texts - other.decoded;
                return;
            }
            if (group.next == null) {
                group.next = other;
                return;
            }
            group = group.next;
        }
    }
}
