package io.hookward.testkit.explain;

import io.hookward.scheme.Algorithm;
import io.hookward.scheme.Encoding;
import io.hookward.scheme.Providers;
import io.hookward.scheme.SignatureField.Syntax;
import io.hookward.scheme.SignatureScheme;
import io.hookward.scheme.SigningMethod;
import io.hookward.scheme.Source;
import io.hookward.scheme.TimestampRule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Other ways in which the request may have been signed. */
final class RecipeVariations {
    /** The detail of a timestamp that no unit explains. */
    static final String NO_UNIT = "it is written as none of the known ones";

    private static final Pattern SIGNATURE = Pattern.compile("(?:.*?[=,: ])?[A-Za-z0-9+/_-]{20,}={0,2}");
    private static final Pattern PREFIXED = Pattern.compile("(.*?[=,: ])[A-Za-z0-9+/_-]{20,}={0,2}");

    /** Of two fields, the earlier one is changed first, so that no pair is tried twice. */
    private static final List<Cause> ORDER = List.of(
            Cause.TIME_UNIT,
            Cause.SCHEME_ALGORITHM,
            Cause.SCHEME_ENCODING,
            Cause.SCHEME_PREFIX,
            Cause.SCHEME_LABEL,
            Cause.SCHEME_HEADER,
            Cause.SCHEME_TEMPLATE);

    private static final List<String> CONTENTS = List.of(
            "{body}",
            "{timestamp}.{body}",
            "{timestamp}:{body}",
            "{timestamp}{body}",
            "{timestamp}\n{body}",
            "{body}{timestamp}",
            "{body}.{timestamp}",
            "v0:{timestamp}:{body}",
            "v1:{timestamp}:{body}",
            "{id}.{timestamp}.{body}",
            "{id}.{body}",
            "{url}{body}",
            "{url}",
            "{body}{url}",
            "{method}{url}{body}",
            "{method}{path}{body}",
            "{path}{body}",
            "{timestamp}.{url}.{body}");

    private final Attempt base;
    private final SigningMethod method;
    private final @Nullable Object ids;
    private final List<Variation> variations = new ArrayList<>();

    /** @param ids where the scheme has its delivery ids, in its own format; null if nowhere */
    private RecipeVariations(Attempt base, @Nullable Object ids) {
        this.base = base;
        this.method = base.recipe().methods().get(0);
        this.ids = ids;
    }

    /** One field of the scheme changed. */
    static List<Variation> of(Attempt base, @Nullable Object ids) {
        RecipeVariations all = new RecipeVariations(base, ids);
        all.changes(base.recipe().definition(), List.of()).forEach(all::add);
        return all.variations;
    }

    /** Two fields of the scheme changed. */
    static List<Variation> pairs(Attempt base, @Nullable Object ids) {
        RecipeVariations all = new RecipeVariations(base, ids);
        List<Change> singles = all.changes(base.recipe().definition(), List.of());
        for (Change first : singles) {
            for (Change second : all.changes(first.definition(), first.findings())) {
                all.add(second);
            }
        }
        return all.variations;
    }

    /** The provider's other signing methods. */
    static List<Variation> otherVariants(Attempt base, SignatureScheme scheme, int chosen) {
        List<Variation> variations = new ArrayList<>();
        for (int i = 0; i < scheme.methods().size(); i++) {
            if (i != chosen) {
                addMethod(base, scheme, i, Cause.SCHEME_OTHER_VARIANT, variations);
            }
        }
        return variations;
    }

    /** The signing methods of all other providers whose signatures the request has a place for. */
    static List<Variation> otherProviders(Attempt base, SignatureScheme scheme) {
        List<Variation> variations = new ArrayList<>();
        for (String name : Providers.names()) {
            if (name.equals(scheme.name())) {
                continue;
            }
            SignatureScheme other = Providers.get(name);
            for (int i = 0; i < other.methods().size(); i++) {
                if (isPossible(other.methods().get(i), base)) {
                    addMethod(base, other, i, Cause.SCHEME_OTHER_PROVIDER, variations);
                }
            }
        }
        return variations;
    }

    private static boolean isPossible(SigningMethod method, Attempt base) {
        return method.signature().sources().stream()
                .anyMatch(source -> source.kind() != Source.Kind.HEADER || base.header(source.name()) != null);
    }

    private static void addMethod(
            Attempt base, SignatureScheme scheme, int variant, Cause cause, List<Variation> variations) {
        SigningMethod method = scheme.methods().get(variant);
        String how = scheme.methods().size() == 1
                ? ""
                : ", " + method.algorithms().get(0).schemeName() + " in "
                        + method.signature().sources().get(0);
        Recipes.of(scheme, variant)
                .ifPresent(recipe -> variations.add(
                        Variation.of(cause, scheme.name() + how, Dimension.RECIPE, base.withRecipe(recipe))));
    }

    /**
     * A changed definition.
     *
     * @param definition the definition
     * @param findings what was changed
     */
    private record Change(Map<String, Object> definition, List<Finding> findings) {}

    private void add(Change change) {
        Recipes.read(change.definition())
                .ifPresent(recipe ->
                        variations.add(new Variation(change.findings(), Dimension.RECIPE, base.withRecipe(recipe))));
    }

    /** Changes of one more field, of those that come behind the fields changed already. */
    private List<Change> changes(Map<String, Object> from, List<Finding> before) {
        int done = before.isEmpty() ? -1 : ORDER.indexOf(before.get(0).cause());
        List<Change> changes = new ArrayList<>();
        if (done < ORDER.indexOf(Cause.TIME_UNIT)) {
            units(from, changes);
        }
        if (done < ORDER.indexOf(Cause.SCHEME_ALGORITHM)) {
            algorithms(from, before, changes);
        }
        if (done < ORDER.indexOf(Cause.SCHEME_ENCODING)) {
            encodings(from, before, changes);
        }
        if (done < ORDER.indexOf(Cause.SCHEME_LABEL)) {
            labels(from, before, changes);
        }
        if (done < ORDER.indexOf(Cause.SCHEME_PREFIX)) {
            prefixes(from, before, changes);
        }
        if (done < ORDER.indexOf(Cause.SCHEME_HEADER)) {
            headers(from, before, changes);
        }
        if (done < ORDER.indexOf(Cause.SCHEME_TEMPLATE)) {
            contents(from, before, changes);
        }
        return changes;
    }

    private static void units(Map<String, Object> from, List<Change> changes) {
        if (from.get("timestamp") instanceof Map<?, ?> timestamp) {
            for (TimestampRule.Unit unit : TimestampRule.Unit.values()) {
                String name = unit.name().toLowerCase(Locale.ROOT).replace('_', '-');
                if (!name.equals(timestamp.get("unit"))) {
                    Map<String, Object> changed = Recipes.copy(timestamp);
                    changed.put("unit", name);
                    String detail = unit == TimestampRule.Unit.OPAQUE ? NO_UNIT : name;
                    changes.add(change(from, List.of(), "timestamp", changed, Cause.TIME_UNIT, detail));
                }
            }
        }
    }

    private void algorithms(Map<String, Object> from, List<Finding> before, List<Change> changes) {
        Algorithm.Kind kind = method.algorithms().get(0).kind();
        for (Algorithm algorithm : Algorithm.values()) {
            boolean hash = kind == Algorithm.Kind.MAC || kind == Algorithm.Kind.DIGEST;
            if (hash && algorithm.kind() == kind && !method.algorithms().contains(algorithm)) {
                String name = algorithm.schemeName();
                changes.add(change(from, before, "algorithm", name, Cause.SCHEME_ALGORITHM, name));
            }
        }
    }

    private void encodings(Map<String, Object> from, List<Finding> before, List<Change> changes) {
        for (Encoding encoding : List.of(Encoding.HEX, Encoding.BASE64, Encoding.BASE64URL)) {
            if (!method.signature().encodings().contains(encoding)
                    && !method.signature().encodings().contains(Encoding.TEXT)) {
                String name = encoding.schemeName();
                signature(from, before, "encoding", name, Cause.SCHEME_ENCODING, name, changes);
            }
        }
    }

    private void labels(Map<String, Object> from, List<Finding> before, List<Change> changes) {
        if (method.signature().syntax() == Syntax.PAIRS) {
            for (Source source : method.signature().sources()) {
                String value = source.kind() == Source.Kind.HEADER ? base.header(source.name()) : null;
                for (String label : value == null ? Set.<String>of() : labelsIn(value)) {
                    if (!method.signature().labels().contains(label)) {
                        signature(from, before, "label", label, Cause.SCHEME_LABEL, label, changes);
                    }
                }
            }
        }
    }

    private Set<String> labelsIn(String value) {
        Set<String> labels = new LinkedHashSet<>();
        for (String item :
                value.split(Pattern.quote(method.signature().separator().strip()), 20)) {
            int assign = item.indexOf(method.signature().assign());
            if (assign > 0) {
                labels.add(item.substring(0, assign).strip());
            }
        }
        return labels;
    }

    private void prefixes(Map<String, Object> from, List<Finding> before, List<Change> changes) {
        if (method.signature().syntax() != Syntax.SINGLE) {
            return;
        }
        Set<String> prefixes = new LinkedHashSet<>(Set.of(""));
        for (String value : values()) {
            Matcher matcher = PREFIXED.matcher(value);
            if (matcher.matches() && matcher.group(1).length() <= 20) {
                prefixes.add(matcher.group(1));
            }
        }
        prefixes.removeAll(method.signature().prefixes());
        for (String prefix : prefixes) {
            String detail = prefix.isEmpty() ? "none" : prefix;
            signature(from, before, "prefix", prefix, Cause.SCHEME_PREFIX, detail, changes);
        }
    }

    private List<String> values() {
        return base.headers().values().stream()
                .flatMap(List::stream)
                .filter(value -> value.length() < 300)
                .toList();
    }

    private void headers(Map<String, Object> from, List<Finding> before, List<Change> changes) {
        for (Map.Entry<String, List<String>> header : base.headers().entrySet()) {
            Source source = new Source(Source.Kind.HEADER, header.getKey());
            boolean known = method.signature().sources().stream()
                    .anyMatch(one -> one.toString().equalsIgnoreCase(source.toString()));
            boolean plausible = header.getValue().stream()
                    .anyMatch(value -> value.length() < 2000
                            && (SIGNATURE.matcher(value).matches()
                                    || method.signature().syntax() != Syntax.SINGLE));
            if (!known && plausible) {
                signature(from, before, "from", source.toString(), Cause.SCHEME_HEADER, header.getKey(), changes);
            }
        }
    }

    private void contents(Map<String, Object> from, List<Finding> before, List<Change> changes) {
        if (method.algorithms().get(0).kind() == Algorithm.Kind.TOKEN
                || method.algorithms().get(0).kind() == Algorithm.Kind.DIGEST
                || method.signature().syntax() == Syntax.JWT) {
            return;
        }
        for (String content : CONTENTS) {
            if (!content.equals(from.get("content"))) {
                Map<String, Object> other = new LinkedHashMap<>(from);
                other.remove("orContent");
                if (ids != null && content.contains("{id}")) {
                    other.put("deliveryId", ids);
                }
                changes.add(
                        change(other, before, "content", content, Cause.SCHEME_TEMPLATE, content.replace("\n", "\\n")));
            }
        }
    }

    private static void signature(
            Map<String, Object> from,
            List<Finding> before,
            String field,
            String value,
            Cause cause,
            String detail,
            List<Change> changes) {
        if (from.get("signature") instanceof Map<?, ?> signature) {
            Map<String, Object> changed = Recipes.copy(signature);
            changed.put(field, value);
            changes.add(change(from, before, "signature", changed, cause, detail));
        }
    }

    private static Change change(
            Map<String, Object> from, List<Finding> before, String field, Object value, Cause cause, String detail) {
        Map<String, Object> definition = new LinkedHashMap<>(from);
        definition.put(field, value);
        List<Finding> findings = new ArrayList<>(before);
        findings.add(new Finding(cause, detail));
        return new Change(definition, findings);
    }
}
