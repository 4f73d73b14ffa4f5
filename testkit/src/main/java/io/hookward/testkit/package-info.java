/**
 * For tests: the promises that every store has to keep.
 *
 * <p>{@link io.hookward.testkit.DeliveryStoreContract} needs JUnit Jupiter 6 and AssertJ on the test classpath.
 */
@NullMarked
package io.hookward.testkit;

import org.jspecify.annotations.NullMarked;
