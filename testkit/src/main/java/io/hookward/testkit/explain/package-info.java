/**
 * Proves why a signature did not match: {@link io.hookward.testkit.explain.FailureExplainer} changes the request, the secret and the
 * scheme in the ways in which they go wrong, one and two at a time, and reports the smallest change under which the
 * verifier accepts. For people and tools; never on the path of a delivery.
 */
@NullMarked
package io.hookward.testkit.explain;

import org.jspecify.annotations.NullMarked;
