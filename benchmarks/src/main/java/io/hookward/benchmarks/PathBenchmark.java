package io.hookward.benchmarks;

import io.hookward.WebhookEndpoint;
import io.hookward.WebhookReceiver;
import io.hookward.scheme.Providers;
import io.hookward.secret.Secret;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What the receiver costs a request that is not a webhook: deciding that its path is neither an endpoint's nor like one. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(jvmArgsAppend = {"-Xms512m", "-Xmx512m"})
@State(Scope.Benchmark)
public class PathBenchmark {
    /** How many endpoints the receiver has. */
    @Param({"1", "10", "50"})
    public int endpoints;

    private WebhookReceiver receiver;

    /** Not final, so that the compiler does not treat them as constants. */
    private String context = "";

    private String ordinaryPath = "/api/orders/4711/items";
    private String endpointPath = "/webhooks/endpoint-0";

    /** Builds the receiver. */
    @Setup
    public void build() {
        WebhookReceiver.Builder builder = WebhookReceiver.builder();
        for (int i = 0; i < endpoints; i++) {
            String name = "endpoint-" + i;
            builder.endpoint(WebhookEndpoint.builder(Providers.get("github"))
                    .name(name)
                    .path("/webhooks/" + name)
                    .secrets(Secret.of(SampleScheme.GITHUB.secret(i)))
                    .build());
        }
        receiver = builder.build();
    }

    /** A path that is no endpoint's. */
    @Benchmark
    public boolean ordinary() {
        return concerns(ordinaryPath);
    }

    /** The path of an endpoint. */
    @Benchmark
    public boolean endpoint() {
        return concerns(endpointPath);
    }

    /** Whether the receiver has anything to do with a request to this path. */
    boolean concerns(String path) {
        return receiver.match(context, path, path) != null;
    }
}
