package io.hookward.benchmarks;

import io.hookward.request.Headers;
import io.hookward.verify.WebhookVerifier;
import java.lang.reflect.InvocationTargetException;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A virtual thread for each verification, as servers start one for each request: whatever a library keeps per thread is
 * made anew each time. The threads run on all processors, so the time is that of the machine and not of one verification.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(jvmArgsAppend = {"-Xms1g", "-Xmx1g"})
@State(Scope.Benchmark)
public class VirtualThreadBenchmark {
    /** How many threads are started at a time. */
    static final int BATCH = 1000;

    /** What each thread does: nothing, the bare MAC (cloned, as it serves one thread), or a verification. */
    @Param({"nothing", "floor", "hookward"})
    public String task = "";

    /** The size of the body, in bytes. */
    @Param("256")
    public int bytes;

    private ExecutorService threads;
    private Callable<Boolean> work;

    /**
     * Signs the sample.
     *
     * @throws ReflectiveOperationException if this JDK has no virtual threads
     */
    @Setup
    public void start() throws ReflectiveOperationException {
        threads = virtualThreads();
        SignedSample sample = SignedSample.of(SampleScheme.GITHUB, SampleCase.VALID, bytes);
        work = switch (task) {
            case "nothing" -> () -> true;
            case "floor" -> floor(sample);
            case "hookward" -> hookward(sample);
            default -> throw new IllegalArgumentException("no task '" + task + "'");
        };
    }

    /** Ends the threads. */
    @TearDown
    public void stop() {
        threads.shutdown();
    }

    /** Runs the task in many threads, and waits for all. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public boolean inThreadsOfTheirOwn() throws Exception {
        boolean all = true;
        for (Future<Boolean> one : threads.invokeAll(Collections.nCopies(BATCH, work))) {
            all &= one.get();
        }
        if (!all) {
            throw new IllegalStateException("not accepted");
        }
        return all;
    }

    private static Callable<Boolean> floor(SignedSample sample) {
        Mac keyed = sample.keyedMac();
        return () -> {
            Mac mac = (Mac) keyed.clone();
            mac.update(sample.signedPrefix());
            return MessageDigest.isEqual(mac.doFinal(sample.body()), sample.signature());
        };
    }

    private static Callable<Boolean> hookward(SignedSample sample) {
        WebhookVerifier verifier = Subjects.verifier(sample);
        Headers headers = Headers.of(sample.headers());
        return () -> verifier.verify(headers, sample.body()).isAccepted();
    }

    /** By reflection: this code is compiled for Java 17. */
    private static ExecutorService virtualThreads() throws ReflectiveOperationException {
        try {
            return (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (NoSuchMethodException | InvocationTargetException e) {
            throw new ReflectiveOperationException(
                    "Java " + Runtime.version().feature() + " has no virtual threads; 21 and newer have", e);
        }
    }
}
