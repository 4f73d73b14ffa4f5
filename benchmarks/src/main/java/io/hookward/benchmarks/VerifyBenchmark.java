package io.hookward.benchmarks;

import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** One verification. Each subject runs in a JVM of its own, so that the calls to it are as monomorphic as in a receiver. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(jvmArgsAppend = {"-Xms512m", "-Xmx512m"})
@State(Scope.Benchmark)
public class VerifyBenchmark {
    /** The scheme, and who verifies. */
    @Param({
        "standard-webhooks/floor",
        "standard-webhooks/hookward",
        "standard-webhooks/hookward-names",
        "standard-webhooks/standardwebhooks",
        "standard-webhooks/svix",
        "github/floor",
        "github/hookward",
        "github/hookward-names",
        "github/am.ik",
        "stripe/floor",
        "stripe/hookward",
        "stripe/hookward-names",
        "stripe/stripe-java",
        "slack/floor",
        "slack/hookward",
        "slack/hookward-names",
        "slack/slack-app-backend"
    })
    public String subject = "";

    /** The size of the body, in bytes. */
    @Param({"256", "4096", "65536", "1048576"})
    public int bytes;

    /** What is special about the delivery or the secrets. */
    @Param("valid")
    public String special = "";

    private Supplier<Check> checks;

    /** Signs the sample; it stays fresh for five minutes, longer than a fork lasts. */
    @Setup
    public void sign() {
        SampleCase sampleCase = SampleCase.named(special);
        checks = Subjects.of(subject, SignedSample.of(Subjects.scheme(subject), sampleCase, bytes));
    }

    /** What each thread has of its own. */
    @State(Scope.Thread)
    public static class Caller {
        private Check check;

        /** Makes the thread's check. */
        @Setup
        public void prepare(VerifyBenchmark shared) {
            check = shared.checks.get();
        }
    }

    /** Judges the sample. */
    @Benchmark
    public boolean verify(Caller caller, Blackhole blackhole) {
        return caller.check.accepts(blackhole);
    }
}
