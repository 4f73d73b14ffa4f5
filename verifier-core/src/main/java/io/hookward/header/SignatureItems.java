package io.hookward.header;

import io.hookward.request.RejectedException;
import io.hookward.request.RejectionReason;
import java.util.Map;

/** The items beside the signatures of a header that a scheme names, by label or position. Safe for use by several threads. */
final class SignatureItems {
    private final String[] labels;
    private final int[] slots;

    /** @param items the labels, each with the number of its place */
    SignatureItems(Map<String, Integer> items) {
        this.labels = items.keySet().toArray(String[]::new);
        this.slots = items.values().stream().mapToInt(Integer::intValue).toArray();
    }

    int size() {
        return labels.length;
    }

    int[] slots() {
        return slots;
    }

    /** Keeps an item if the scheme names it; a later one replaces it. */
    void put(String label, String value, SignatureGroup group) {
        for (int i = 0; i < labels.length; i++) {
            if (labels[i].equals(label)) {
                group.items()[i] = value;
            }
        }
    }

    /**
     * Keeps an item of a list if the scheme names it.
     *
     * @param labelEnd where the item's label ends
     * @param value where its value begins
     * @param assign what stands between a label and its value
     * @throws RejectedException if its label comes more than once, whether or not the scheme names it
     */
    void put(Items list, int labelEnd, int value, String assign, SignatureGroup group) {
        for (int i = 0; i < labels.length; i++) {
            if (list.startsWith(labels[i], labelEnd)) {
                if (group.items()[i] != null) {
                    throw repeated();
                }
                group.items()[i] = list.text().substring(value, list.to());
                return;
            }
        }
        if (isRepeated(list, labelEnd, assign)) {
            throw repeated();
        }
    }

    private static boolean isRepeated(Items list, int labelEnd, String assign) {
        String text = list.text();
        int length = labelEnd - list.from();
        Items earlier = list.again();
        while (earlier.next() && earlier.from() < list.from()) {
            int end = Items.stripEnd(text, earlier.from(), text.indexOf(assign, earlier.from()));
            if (end - earlier.from() == length && text.regionMatches(earlier.from(), text, list.from(), length)) {
                return true;
            }
        }
        return false;
    }

    private static RejectedException repeated() {
        return RejectedException.untraced(
                RejectionReason.SIGNATURE_MALFORMED, "a label of the signature header comes more than once");
    }
}
