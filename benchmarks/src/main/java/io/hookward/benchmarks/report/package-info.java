/** Turns the JSON of measurements into the page and the plot. */
@NullMarked
package io.hookward.benchmarks.report;

import org.jspecify.annotations.NullMarked;
