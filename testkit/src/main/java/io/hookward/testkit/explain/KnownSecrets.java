package io.hookward.testkit.explain;

import java.util.List;

/**
 * The secrets that a search knows, as they were configured. Not printable.
 *
 * @param configured the secret of the endpoint
 * @param others secrets that it may have been mixed up with
 */
record KnownSecrets(String configured, List<Other> others) {
    /**
     * Another secret.
     *
     * @param cause what it means if it is the right one
     * @param label what to call it
     * @param text the secret
     */
    record Other(Cause cause, String label, String text) {
        @Override
        public String toString() {
            return "Other[" + label + "]";
        }
    }

    KnownSecrets {
        others = List.copyOf(others);
    }

    @Override
    public String toString() {
        return "KnownSecrets[" + (1 + others.size()) + "]";
    }
}
