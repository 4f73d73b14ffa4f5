package io.hookward.testkit.check;

import java.util.function.Predicate;

/**
 * The right answer.
 *
 * @param text for people
 * @param isMet whether an answer is right
 */
record Expectation(String text, Predicate<ObservedAnswer> isMet) {
    /** An expectation that is met by this one or another. */
    Expectation or(Expectation other) {
        return new Expectation(text + " or " + other.text, isMet.or(other.isMet));
    }
}
