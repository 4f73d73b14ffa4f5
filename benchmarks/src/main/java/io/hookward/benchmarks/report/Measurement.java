package io.hookward.benchmarks.report;

import java.util.Map;

/**
 * One result of JMH.
 *
 * @param benchmark class and method, such as {@code VerifyBenchmark.verify}
 * @param parameters the parameters by name
 * @param threads how many threads measured
 * @param nanos the mean time of one operation
 * @param error half the 99.9 % confidence interval of that, or NaN
 * @param allocated bytes allocated per operation, or NaN
 * @param jvm the virtual machine and its version
 */
record Measurement(
        String benchmark,
        Map<String, String> parameters,
        int threads,
        double nanos,
        double error,
        double allocated,
        String jvm) {
    String parameter(String name) {
        return parameters.getOrDefault(name, "");
    }

    int number(String name) {
        return Integer.parseInt(parameter(name));
    }
}
