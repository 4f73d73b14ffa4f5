package io.hookward.header;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The signatures of a request that stand together with the same other items of their header. A request with several such
 * groups has them in a chain. Not for use by several threads.
 */
public final class SignatureGroup {
    private static final byte[][] NONE = {};
    private static final @Nullable String[] NO_ITEMS = {};

    private final @Nullable String[] items;
    private byte[][] signatures = NONE;
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
        if (decoded == signatures.length) {
            signatures = Arrays.copyOf(signatures, decoded == 0 ? 1 : 2 * decoded + 2);
        }
        signatures[decoded++] = signature;
    }

    /** How many signatures there are, whether or not they could be decoded. */
    public int texts() {
        return texts;
    }

    /** The signatures that have the encoding and the length of the method's. */
    public byte[][] signatures() {
        if (decoded < signatures.length) {
            signatures = Arrays.copyOf(signatures, decoded);
        }
        return signatures;
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
                int undecoded = other.texts - other.decoded;
                for (byte[] signature : other.signatures()) {
                    group.add(signature);
                }
                group.texts += undecoded;
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
