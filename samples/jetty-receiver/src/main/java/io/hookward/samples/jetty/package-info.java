/**
 * A receiver that runs: Hookward's filter in an embedded Jetty, an endpoint for every provider of the catalogue, and a
 * demonstration of every answer.
 */
@NullMarked
package io.hookward.samples.jetty;

import org.jspecify.annotations.NullMarked;
