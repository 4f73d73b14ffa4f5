package io.hookward.benchmarks;

import io.hookward.OpenedRequest;
import io.hookward.Reception;
import io.hookward.WebhookEndpoint;
import io.hookward.WebhookReceiver;
import io.hookward.claim.CaffeineDeliveryStore;
import io.hookward.path.PathMatch;
import io.hookward.request.Headers;
import io.hookward.request.RequestHead;
import io.hookward.scheme.Providers;
import io.hookward.secret.Secret;
import io.hookward.verify.Verification;
import io.hookward.verify.WebhookVerifier;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * A delivery from its head to the completed claim, beside its verification alone. Each call has a fresh id; the store is
 * empty when an iteration begins.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(jvmArgsAppend = {"-Xms3g", "-Xmx3g"})
@State(Scope.Benchmark)
public class ReceiveBenchmark {
    private static final String PATH = "/webhooks/github";
    private static final long MORE_THAN_AN_ITERATION = 100_000_000;

    /** The size of the body, in bytes. */
    @Param({"256", "4096"})
    public int bytes;

    private byte[] body;
    private Headers headers;
    private WebhookVerifier verifier;
    private WebhookEndpoint endpoint;
    private WebhookReceiver receiver;

    /** Signs the sample. */
    @Setup
    public void sign() {
        SignedSample sample = SignedSample.of(SampleScheme.GITHUB, SampleCase.VALID, bytes);
        body = sample.body();
        headers = Headers.of(sample.headers());
        verifier = Subjects.verifier(sample);
        endpoint = WebhookEndpoint.of(PATH, Providers.get("github"), Secret.of(sample.signingSecret()));
        forget();
    }

    /** Begins with a store that remembers nothing. */
    @Setup(Level.Iteration)
    public void forget() {
        receiver = WebhookReceiver.builder()
                .endpoint(endpoint)
                .store(CaffeineDeliveryStore.builder()
                        .capacity(MORE_THAN_AN_ITERATION)
                        .build())
                .build();
    }

    /** The ids of one thread. */
    @State(Scope.Thread)
    public static class Caller {
        private static final AtomicInteger SERIES = new AtomicInteger();

        private final FreshIds ids = new FreshIds(SERIES.incrementAndGet());
    }

    /** The verification alone. */
    @Benchmark
    public Verification verifyOnly(Caller caller) {
        return verifier.verify(fresh(caller), body);
    }

    /** Everything that a transport calls the receiver for when a delivery is handled. */
    @Benchmark
    public boolean receiveAndComplete(Caller caller) {
        PathMatch<WebhookEndpoint> match = Objects.requireNonNull(receiver.match("", PATH, PATH));
        RequestHead head = RequestHead.builder()
                .headers(fresh(caller))
                .contentLength(body.length)
                .build();
        if (receiver.open(match, head) instanceof OpenedRequest opened
                && opened.receive(body) instanceof Reception.Admitted admitted) {
            return admitted.claim().complete();
        }
        throw new IllegalStateException("not admitted");
    }

    private Headers fresh(Caller caller) {
        return new FreshHeaders(headers, caller.ids.next());
    }
}
