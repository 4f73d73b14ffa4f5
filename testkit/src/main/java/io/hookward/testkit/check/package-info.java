/**
 * Checks a running receiver over HTTP: sends what senders and forgers send, and compares each answer with the right one.
 *
 * <p>{@link io.hookward.testkit.check.ReceiverCheck} works with any receiver in any language. A receiver that obeys the
 * probes of {@link io.hookward.testkit.check.ProbeHandler} is also checked for failures and slow handling.
 */
@NullMarked
package io.hookward.testkit.check;

import org.jspecify.annotations.NullMarked;
