/**
 * For tests: providers that sign and go wrong on purpose, and the promises that every store has to keep.
 *
 * <p>{@link io.hookward.testkit.SimulatedProvider} makes requests and {@link io.hookward.testkit.HttpSender} sends them;
 * they need nothing but the core. {@link io.hookward.testkit.check.ReceiverCheck} checks a running receiver, and
 * {@link io.hookward.testkit.curl.CurlCommand} writes a delivery as a shell command.
 * {@link io.hookward.testkit.CuttingProxy} breaks the connections of a store.
 * {@link io.hookward.testkit.DeliveryStoreContract} needs JUnit Jupiter 6 and AssertJ on the test classpath.
 */
@NullMarked
package io.hookward.testkit;

import org.jspecify.annotations.NullMarked;
