package io.hookward.testkit.check;

/**
 * The outcome of one case.
 *
 * @param name what was sent, such as {@code no signature}; unique within the report of one check
 * @param expected the right answer, such as {@code 401}
 * @param answered the answer that came, or why the case was skipped
 * @param outcome whether the two agree
 */
public record CheckResult(String name, String expected, String answered, Outcome outcome) {

    /** Whether a receiver behaved as expected. */
    public enum Outcome {
        /** The answer was as expected. */
        PASSED,
        /** The answer was not as expected. */
        FAILED,
        /** Nothing was sent: the scheme, or what is known of the receiver, does not permit this case. */
        SKIPPED
    }
}
