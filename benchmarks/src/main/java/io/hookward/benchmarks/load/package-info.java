/** A server under load, with the filter and without. */
@NullMarked
package io.hookward.benchmarks.load;

import org.jspecify.annotations.NullMarked;
