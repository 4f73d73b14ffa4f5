package io.hookward.testkit.check;

import io.hookward.scheme.SignatureScheme;
import io.hookward.secret.Secret;
import io.hookward.testkit.SimulatedProvider;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends deliveries of every kind to one endpoint of a running receiver, valid, forged, old, repeated and malformed, and
 * compares each answer with the right one.
 *
 * <pre>{@code
 * CheckReport report = ReceiverCheck.of(URI.create("http://127.0.0.1:8080/webhooks/github"), Providers.get("github"), secret)
 *         .run();
 * System.out.print(report.text());
 * }</pre>
 *
 * <p>The receiver may be written in any language. It really handles the valid deliveries, and must be running on a clock
 * that agrees with this machine's. Without further settings any status of the right class is accepted, and cases that need
 * to know more of the receiver are skipped. Not for use by several threads.
 */
public final class ReceiverCheck {
    private final URI url;
    private final SimulatedProvider provider;
    private boolean exact;
    private boolean probes;
    private OptionalInt maxBodyBytes = OptionalInt.empty();
    private @Nullable LongSupplier handledCount;

    private ReceiverCheck(URI url, SimulatedProvider provider) {
        this.url = url;
        this.provider = provider;
    }

    /**
     * A check of the endpoint at this URL.
     *
     * @param scheme how the provider of the endpoint signs
     * @param secret what the endpoint verifies with
     * @throws IllegalArgumentException if only the provider can sign by this scheme
     */
    public static ReceiverCheck of(URI url, SignatureScheme scheme, Secret secret) {
        if (!SimulatedProvider.canBe(scheme)) {
            throw new IllegalArgumentException("only " + scheme.title() + " itself can sign deliveries");
        }
        return new ReceiverCheck(url, SimulatedProvider.of(scheme, secret).url(url.toString()));
    }

    /** The URL that a provider would be given, for schemes that sign it; the URL of the check unless set. */
    public ReceiverCheck publicUrl(String publicUrl) {
        provider.url(publicUrl);
        return this;
    }

    /** Expects exactly the answers of Hookward's receivers, such as the provider's refusal status and their headers. */
    public ReceiverCheck exact() {
        this.exact = true;
        return this;
    }

    /** The largest body that the receiver accepts, in bytes; unless set, no large body is sent. */
    public ReceiverCheck maxBodyBytes(int maxBodyBytes) {
        this.maxBodyBytes = OptionalInt.of(maxBodyBytes);
        return this;
    }

    /**
     * How many deliveries the application has handled successfully so far. It must include a delivery by the time this is
     * answered, and nobody else may send meanwhile. Unless set, a delivery that was answered 2xx is taken to be handled.
     */
    public ReceiverCheck handledCount(LongSupplier handledCount) {
        this.handledCount = handledCount;
        return this;
    }

    /** Makes the application fail, or take its time, by probes in the body: it must obey them as {@link ProbeHandler} does. */
    public ReceiverCheck withProbes() {
        this.probes = true;
        return this;
    }

    /**
     * Runs all cases. If the first delivery gets no answer at all, nothing more is sent.
     *
     * @throws InterruptedException if the wait for an answer was interrupted
     */
    public CheckReport run() throws InterruptedException {
        List<CheckCases> cases =
                new ArrayList<>(List.of(new SignatureCases(), new TimestampCases(), new RepetitionCases()));
        if (probes) {
            cases.add(new ProbeCases());
        }
        cases.add(new RequestCases(url, maxBodyBytes));
        return run(cases);
    }

    /**
     * Sends a valid, a forged and a tampered delivery to each of several endpoints.
     *
     * @param checks the checks by the name of their endpoint
     * @return one result for each of the three cases, which lists the endpoints that failed
     * @throws InterruptedException if the wait for an answer was interrupted
     */
    public static CheckReport runBriefly(Map<String, ReceiverCheck> checks) throws InterruptedException {
        Map<String, CheckReport> reports = new LinkedHashMap<>();
        for (Map.Entry<String, ReceiverCheck> check : checks.entrySet()) {
            reports.put(check.getKey(), check.getValue().run(List.of(SignatureCases::checkBriefly)));
        }
        return CheckReport.summary(reports);
    }

    private CheckReport run(List<CheckCases> all) throws InterruptedException {
        CheckRun run = new CheckRun(url, provider, exact, handledCount);
        for (CheckCases cases : all) {
            if (!run.isUnreachable()) {
                cases.check(run);
            }
        }
        return run.report();
    }
}
