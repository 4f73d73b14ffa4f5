package io.hookward.benchmarks;

import org.openjdk.jmh.infra.Blackhole;

/** One way to tell whether a sample is a delivery. Used by one thread. */
interface Check {
    /**
     * Judges the sample.
     *
     * @param blackhole takes what was learnt beside
     */
    boolean accepts(Blackhole blackhole);
}
