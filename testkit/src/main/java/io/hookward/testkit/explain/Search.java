package io.hookward.testkit.explain;

import io.hookward.request.Rejection;
import io.hookward.request.RejectionReason;
import io.hookward.request.WebhookRequest;
import io.hookward.scheme.SignatureScheme;
import io.hookward.secret.Secret;
import io.hookward.testkit.explain.SecretVariations.Keyed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Looks for the smallest change with which a request matches: one thing first, then two. */
final class Search {
    private final SignatureScheme scheme;
    private final int chosen;
    private final @Nullable Attempt base;
    private final Oracle oracle;
    private final List<Variation> bodies;

    /** @param chosen the signing method by which the request is judged */
    Search(SignatureScheme scheme, WebhookRequest request, int chosen, Oracle oracle) {
        this.scheme = scheme;
        this.chosen = chosen;
        this.oracle = oracle;
        this.base = Recipes.of(scheme, chosen)
                .map(recipe -> Attempt.of(recipe, request))
                .orElse(null);
        this.bodies = base == null || !signsBody(base) ? List.of() : BodyVariations.of(base);
    }

    /** The match, or null if nothing that is tried matches. */
    @Nullable
    Match run() {
        if (base == null) {
            return null;
        }
        Match match = one(base);
        if (match == null && !oracle.isSpent()) {
            match = two(base);
        }
        return match == null ? null : timed(match);
    }

    private @Nullable Match one(Attempt start) {
        if (oracle.matches(start)) {
            return match(List.of(), start);
        }
        Match match = byKey(List.of(), start);
        if (match != null) {
            return match;
        }
        match = first(singles(start));
        if (match != null) {
            return match;
        }
        match = truncated(start, List.of());
        if (match != null) {
            return match;
        }
        match = first(RecipeVariations.otherVariants(start, scheme, chosen));
        return match != null ? match : first(RecipeVariations.otherProviders(start, scheme));
    }

    /** Changes of one thing, without those of the secret. */
    private List<Variation> singles(Attempt start) {
        return all(start).stream().filter(variation -> variation.weight() == 1).toList();
    }

    private List<Variation> all(Attempt start) {
        List<Variation> all = new ArrayList<>(HeaderVariations.of(start));
        all.addAll(bodies);
        if (UrlVariations.isSigned(start.recipe().methods().get(0))) {
            all.addAll(UrlVariations.of(start));
        }
        all.addAll(RecipeVariations.of(start, ids()));
        return all;
    }

    private static boolean signsBody(Attempt attempt) {
        return attempt.recipe().methods().get(0).algorithms().get(0).kind() != io.hookward.scheme.Algorithm.Kind.TOKEN;
    }

    private @Nullable Object ids() {
        return scheme.definition().get("deliveryId");
    }

    private @Nullable Match two(Attempt start) {
        List<Variation> all = all(start);
        List<Variation> singles =
                all.stream().filter(variation -> variation.weight() == 1).toList();
        List<Variation> others = new ArrayList<>(RecipeVariations.otherVariants(start, scheme, chosen));
        others.addAll(RecipeVariations.otherProviders(start, scheme));
        // Cheap and likely things first: a large body may use up what can be tried
        Match match =
                first(all.stream().filter(variation -> variation.weight() == 2).toList());
        for (Variation variation : singles) {
            if (isWorthwhile(match) && variation.dimension() == Dimension.BODY) {
                match = first(BodyVariations.simple(variation.attempt()).stream()
                        .map(second -> joined(variation, second))
                        .toList());
            }
        }
        if (isWorthwhile(match)) {
            match = first(RecipeVariations.pairs(start, ids()));
        }
        for (Variation variation : concat(others, singles)) {
            if (isWorthwhile(match)) {
                match = byKey(variation.findings(), variation.attempt());
            }
        }
        for (Variation variation : concat(
                singles.stream()
                        .filter(one -> one.dimension() != Dimension.BODY)
                        .toList(),
                others)) {
            if (isWorthwhile(match)) {
                match = onTop(variation);
            }
        }
        for (Variation variation : singles) {
            if (isWorthwhile(match) && variation.dimension() != Dimension.BODY) {
                match = truncated(variation.attempt(), variation.findings());
            }
        }
        return match != null ? match : truncatedUnderOtherKey(start);
    }

    private boolean isWorthwhile(@Nullable Match found) {
        return found == null && !oracle.isSpent();
    }

    /** Changes of another dimension on top of one. */
    private @Nullable Match onTop(Variation variation) {
        List<Variation> pairs = new ArrayList<>();
        Attempt changed = variation.attempt();
        if (variation.dimension() != Dimension.HEADERS) {
            pairs.addAll(HeaderVariations.of(changed));
        }
        if (variation.dimension() == Dimension.HEADERS) {
            pairs.addAll(RecipeVariations.of(changed, ids()));
        }
        if (variation.dimension() != Dimension.URL
                && UrlVariations.isSigned(changed.recipe().methods().get(0))) {
            pairs.addAll(UrlVariations.of(changed));
        }
        bodies.forEach(body -> pairs.add(new Variation(
                body.findings(), Dimension.BODY, changed.withBody(body.attempt().body()))));
        return first(pairs.stream()
                .filter(second -> second.weight() == 1)
                .map(second -> joined(variation, second))
                .toList());
    }

    private static Variation joined(Variation one, Variation two) {
        List<Finding> findings =
                Stream.concat(one.findings().stream(), two.findings().stream()).toList();
        return new Variation(findings, two.dimension(), two.attempt());
    }

    private static List<Variation> concat(List<Variation> some, List<Variation> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    private @Nullable Match first(List<Variation> variations) {
        for (Variation variation : variations) {
            if (oracle.matches(variation.attempt())) {
                return match(alsoOf(variation, variations), variation.attempt());
            }
        }
        return null;
    }

    /** The findings of a variation; for another provider, with all whose schemes match. */
    private List<Finding> alsoOf(Variation matched, List<Variation> variations) {
        Finding finding = matched.findings().get(0);
        if (finding.cause() != Cause.SCHEME_OTHER_PROVIDER || matched.weight() > 1) {
            return matched.findings();
        }
        List<String> names = variations.stream()
                .filter(variation -> variation.findings().get(0).cause() == Cause.SCHEME_OTHER_PROVIDER)
                .filter(variation -> oracle.matches(variation.attempt()))
                .map(variation -> variation.attempt().recipe().name())
                .distinct()
                .limit(6)
                .toList();
        return List.of(new Finding(Cause.SCHEME_OTHER_PROVIDER, String.join(" or ", names)));
    }

    private Match match(List<Finding> findings, Attempt attempt) {
        Secret configured = oracle.keys(attempt.recipe()).get(0).secret();
        return new Match(findings, attempt, configured);
    }

    private @Nullable Match byKey(List<Finding> findings, Attempt attempt) {
        Optional<Keyed> key = oracle.otherKey(attempt);
        return key.map(keyed -> new Match(with(findings, keyed.finding()), attempt, keyed.secret()))
                .orElse(null);
    }

    private static List<Finding> with(List<Finding> findings, @Nullable Finding more) {
        List<Finding> all = new ArrayList<>(findings);
        if (more != null) {
            all.add(more);
        }
        return List.copyOf(all);
    }

    private @Nullable Match truncated(Attempt attempt, List<Finding> findings) {
        List<Keyed> keys = oracle.keys(attempt.recipe());
        return keys.isEmpty() || keys.get(0).finding() != null ? null : truncated(attempt, keys.get(0), findings);
    }

    private @Nullable Match truncatedUnderOtherKey(Attempt attempt) {
        for (Keyed key : oracle.keys(attempt.recipe())) {
            Match match = truncated(attempt, key, with(List.of(), key.finding()));
            if (match != null) {
                return match;
            }
        }
        return null;
    }

    private @Nullable Match truncated(Attempt attempt, Keyed key, List<Finding> findings) {
        if (oracle.isSpent()) {
            return null;
        }
        return TruncatedSignature.of(attempt, oracle.explain(attempt, key.secret()), key.secret())
                .map(detail -> new Match(
                        with(findings, new Finding(Cause.SIGNATURE_TRUNCATED, detail)), attempt, key.secret()))
                .orElse(null);
    }

    /** With what is wrong about the time, if anything is: the signature alone was looked at so far. */
    private Match timed(Match match) {
        Optional<Rejection> untimely = oracle.untimely(match.attempt(), match.key());
        if (untimely.isPresent()) {
            RejectionReason reason = untimely.get().reason();
            if (reason == RejectionReason.TIMESTAMP_TOO_OLD || reason == RejectionReason.TIMESTAMP_TOO_NEW) {
                Match otherUnit = inOtherUnit(match);
                if (otherUnit != null) {
                    return otherUnit;
                }
                Cause cause = reason == RejectionReason.TIMESTAMP_TOO_OLD ? Cause.TIME_STALE : Cause.TIME_FUTURE;
                return new Match(
                        with(match.findings(), new Finding(cause, untimely.get().detail())),
                        match.attempt(),
                        match.key());
            }
        }
        return match;
    }

    /** Milliseconds read as seconds lie in the far future, and not because of any clock. */
    private @Nullable Match inOtherUnit(Match match) {
        for (Variation variation : RecipeVariations.of(match.attempt(), null)) {
            Finding finding = variation.findings().get(0);
            if (finding.cause() == Cause.TIME_UNIT
                    && !finding.detail().equals(RecipeVariations.NO_UNIT)
                    && oracle.untimely(variation.attempt(), match.key()).isEmpty()) {
                return new Match(with(match.findings(), finding), variation.attempt(), match.key());
            }
        }
        return null;
    }
}
