package io.hookward.testkit.explain;

import java.util.List;

/**
 * A change of the request or of the scheme, and what it means if the signature matches with it.
 *
 * @param findings what it undoes; one for a single change
 * @param dimension what it changes
 * @param attempt the changed attempt
 */
record Variation(List<Finding> findings, Dimension dimension, Attempt attempt) {
    static Variation of(Cause cause, String detail, Dimension dimension, Attempt attempt) {
        return new Variation(List.of(new Finding(cause, detail)), dimension, attempt);
    }

    int weight() {
        return findings.size();
    }
}
