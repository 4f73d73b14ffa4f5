package io.hookward.verify;

import io.hookward.content.ContentPlan;
import io.hookward.content.RequestValues;
import io.hookward.header.NamedTime;
import io.hookward.key.Keys;
import io.hookward.request.RejectedException;
import io.hookward.request.Rejection;
import io.hookward.request.WebhookRequest;
import io.hookward.scheme.Algorithm;
import io.hookward.scheme.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Verifies a request as always, and writes down what the verifier did. */
final class Explainer {
    private final WebhookVerifier verifier;
    private final OpenedHead opened;
    private final Verification verification;

    Explainer(WebhookVerifier verifier, OpenedHead opened, WebhookRequest request) {
        this.verifier = verifier;
        this.opened = opened;
        this.verification = opened.verify(request.array(), request.offset(), request.length());
    }

    Explanation explain() {
        Optional<Rejection> rejection = verification.rejected();
        @Nullable MethodPlan chosen = opened.plan();
        return new Explanation(
                rejection,
                Arrays.stream(verifier.plans())
                        .map(plan -> method(plan, plan == chosen))
                        .toList(),
                chosen == null ? Optional.empty() : time(chosen),
                chosen == null ? List.of() : content(chosen),
                keys(chosen));
    }

    private Explanation.Method method(MethodPlan plan, boolean chosen) {
        List<Explanation.Place> places = new ArrayList<>();
        for (Source source : plan.method().signature().sources()) {
            places.add(new Explanation.Place(source.toString(), values(source)));
        }
        return new Explanation.Method(
                plan.index(),
                plan.method().algorithms().stream().map(Algorithm::schemeName).toList(),
                applies(plan),
                places,
                chosen);
    }

    private int values(Source source) {
        if (source.kind() == Source.Kind.HEADER) {
            return opened.headers().values(source.name()).size();
        }
        try {
            return opened.find(verifier.table().find(source)) == null ? 0 : 1;
        } catch (RejectedException several) {
            return 2;
        }
    }

    private boolean applies(MethodPlan plan) {
        try {
            return plan.applies(opened);
        } catch (RejectedException ambiguous) {
            return false;
        }
    }

    private Optional<Explanation.Time> time(MethodPlan plan) {
        NamedTime timestamp = plan.timestamp();
        if (timestamp == null) {
            return Optional.empty();
        }
        @Nullable Freshness freshness = plan.freshness();
        return Optional.of(new Explanation.Time(
                timestamp.rule().source().toString(),
                Optional.ofNullable(text(timestamp)),
                Instant.ofEpochMilli(opened.now()),
                Optional.ofNullable(freshness).map(one -> Duration.ofMillis(one.pastMillis())),
                Optional.ofNullable(freshness).map(one -> Duration.ofMillis(one.futureMillis()))));
    }

    private @Nullable String text(NamedTime timestamp) {
        try {
            return timestamp.text(opened);
        } catch (RejectedException several) {
            return null;
        }
    }

    private List<Explanation.Piece> content(MethodPlan plan) {
        List<Explanation.Piece> pieces = new ArrayList<>();
        ContentPlan content = plan.contents().get(0);
        try {
            RequestValues values = opened;
            content.prepare(values);
            content.visit(
                    values,
                    (source, bytes, offset, length) -> pieces.add(
                            new Explanation.Piece(source, Arrays.copyOfRange(bytes, offset, offset + length))));
        } catch (RejectedException incomplete) {
            return List.of();
        }
        return pieces;
    }

    private List<Explanation.TriedKey> keys(@Nullable MethodPlan chosen) {
        @Nullable Keys keys = opened.chosenKeys();
        if (keys == null || opened.isTenantUnknown()) {
            return List.of();
        }
        @Nullable
        String matched =
                verification.accepted().flatMap(delivery -> delivery.secretId()).orElse(null);
        return keys.stream()
                .map(key -> new Explanation.TriedKey(
                        key.secret().id(),
                        key.isValidAt(opened.now()),
                        chosen != null && key.checkers(chosen.index()).length > 0,
                        key.secret().id().equals(matched)))
                .toList();
    }
}
