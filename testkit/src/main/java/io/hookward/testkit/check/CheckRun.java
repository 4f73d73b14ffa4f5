package io.hookward.testkit.check;

import io.hookward.request.WebhookRequest;
import io.hookward.scheme.SigningMethod;
import io.hookward.scheme.Source;
import io.hookward.scheme.Template;
import io.hookward.testkit.HttpAnswer;
import io.hookward.testkit.HttpSender;
import io.hookward.testkit.Requests;
import io.hookward.testkit.SimulatedProvider;
import io.hookward.testkit.TestDelivery;
import io.hookward.testkit.check.CheckResult.Outcome;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** One check while it runs: it sends, and collects the results. */
final class CheckRun {
    private final SimulatedProvider provider;
    private final HttpSender sender;
    private final Expectations expect;
    private final @Nullable LongSupplier handledCount;
    private final List<CheckResult> results = new ArrayList<>();
    private boolean answered;

    CheckRun(URI url, SimulatedProvider provider, boolean exact, @Nullable LongSupplier handledCount) {
        this.provider = provider;
        this.sender = HttpSender.to(url);
        this.expect = new Expectations(provider.scheme(), exact, handledCount != null);
        this.handledCount = handledCount;
    }

    SimulatedProvider provider() {
        return provider;
    }

    SigningMethod method() {
        return provider.scheme().methods().get(0);
    }

    Expectations expect() {
        return expect;
    }

    HttpSender sender() {
        return sender;
    }

    /** A new delivery. */
    TestDelivery delivery() {
        return provider.delivery();
    }

    boolean hasId() {
        return !method().deliveryId().isEmpty();
    }

    /** Whether deliveries have a JSON object as the body, to which fields can be added. */
    boolean isBodyJsonObject() {
        byte[] body = Requests.bytes(delivery().valid());
        return body.length > 0 && body[0] == '{';
    }

    /** Whether two deliveries with different bodies can have the same id. */
    boolean isIdFree() {
        List<Template> places = method().deliveryId();
        return !places.isEmpty()
                && places.get(0).values().stream()
                        .map(Template.Value::source)
                        .allMatch(source -> source != null && source.kind() != Source.Kind.FINGERPRINT);
    }

    /** A case of one new delivery. Skipped if the scheme cannot express it, or if nothing has been answered so far. */
    void check(String name, Expectation expected, Function<TestDelivery, WebhookRequest> kind)
            throws InterruptedException {
        check(name, expected, sender, delivery(), kind);
    }

    /** A case of this delivery, sent by this sender; see the other method. */
    void check(
            String name,
            Expectation expected,
            HttpSender by,
            TestDelivery delivery,
            Function<TestDelivery, WebhookRequest> kind)
            throws InterruptedException {
        if (isUnreachable()) {
            return;
        }
        WebhookRequest request;
        try {
            request = kind.apply(delivery);
        } catch (IllegalStateException | IllegalArgumentException beyondTheScheme) {
            skip(name, String.valueOf(beyondTheScheme.getMessage()));
            return;
        }
        add(name, expected, send(by, request));
    }

    /** Sends a request, and waits for the answer. */
    ObservedAnswer send(WebhookRequest request) throws InterruptedException {
        return send(sender, request);
    }

    private ObservedAnswer send(HttpSender by, WebhookRequest request) throws InterruptedException {
        long before = handledCount();
        HttpAnswer answer = null;
        IOException failure = null;
        try {
            answer = by.send(request);
            answered = true;
        } catch (IOException noAnswer) {
            failure = noAnswer;
        }
        return new ObservedAnswer(answer, failure, isHandledSince(before));
    }

    /** Waits for an answer. Whether that delivery was handled is not known. */
    static ObservedAnswer await(CompletableFuture<HttpAnswer> sent) throws InterruptedException {
        try {
            return new ObservedAnswer(sent.get(), null, null);
        } catch (ExecutionException failed) {
            return new ObservedAnswer(null, new IOException(failed.getCause()), null);
        }
    }

    /** Waits until one of two has been answered, or has failed. */
    static void awaitEither(CompletableFuture<HttpAnswer> one, CompletableFuture<HttpAnswer> other)
            throws InterruptedException {
        await(one.applyToEither(other, answer -> answer));
    }

    boolean isCounted() {
        return handledCount != null;
    }

    long handledCount() {
        return handledCount == null ? 0 : handledCount.getAsLong();
    }

    /** Whether a delivery was handled since the count was this, or null if that is not known. */
    @Nullable
    Boolean isHandledSince(long before) {
        return isCounted() ? handledCount() > before : null;
    }

    /** Whether nothing that was sent so far has been answered. */
    boolean isUnreachable() {
        return !results.isEmpty() && !answered;
    }

    void add(String name, Expectation expected, ObservedAnswer seen) {
        add(name, expected.text(), seen.toString(), expected.isMet().test(seen));
    }

    void add(String name, String expected, String seen, boolean passed) {
        results.add(new CheckResult(name, expected, seen, passed ? Outcome.PASSED : Outcome.FAILED));
    }

    void skip(String name, String why) {
        results.add(new CheckResult(name, "", why, Outcome.SKIPPED));
    }

    CheckReport report() {
        return new CheckReport(results);
    }
}
