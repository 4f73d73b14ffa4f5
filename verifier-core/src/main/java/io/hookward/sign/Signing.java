package io.hookward.sign;

import io.hookward.content.Alternatives;
import io.hookward.content.ContentPlan;
import io.hookward.content.HeaderText;
import io.hookward.content.RequestValues;
import io.hookward.content.ValueTable;
import io.hookward.header.Timestamps;
import io.hookward.key.Checker;
import io.hookward.request.RejectedException;
import io.hookward.request.WebhookRequest;
import io.hookward.scheme.Condition;
import io.hookward.scheme.SignatureField;
import io.hookward.scheme.SigningMethod;
import io.hookward.scheme.Source;
import io.hookward.scheme.Template;
import io.hookward.scheme.TimestampRule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Completes one request as a signing method wants it, and signs it. Not for use by several threads. */
final class Signing {
    /** For how long a request counts, where the sender says so itself. */
    private static final Duration EXPIRY = Duration.ofMinutes(5);

    private final SigningMethod method;
    private final List<Checker> checkers;
    private final Outgoing out;

    /** @param checkers one for each secret, the first of which signs where there is room for one signature */
    Signing(SigningMethod method, List<Checker> checkers, Outgoing out) {
        this.method = method;
        this.checkers = checkers;
        this.out = out;
    }

    /**
     * The signed request.
     *
     * @param secretId what the request names its secret, where the scheme has a place for that
     * @throws RejectedException if something that is signed is absent
     */
    WebhookRequest sign(@Nullable String id, @Nullable String eventType, Instant sentAt, String secretId) {
        placeFirst(method.deliveryId(), id);
        placeFirst(method.eventType(), eventType);
        if (method.secretId() != null && !out.has(method.secretId())) {
            out.place(method.secretId(), secretId);
        }
        placeConstants();
        placeTime(sentAt);
        placeComputed();
        placeHeaderLists();
        String placeholder = placeholder();
        if (method.signature().syntax() == SignatureField.Syntax.JWT) {
            out.items().put("signed", TokenWriter.signed(method, out.items()));
        }
        ValueTable table = new ValueTable(false);
        Alternatives ids = new Alternatives(method.deliveryId(), method, table);
        ContentPlan content = ContentPlan.of(method, ids, table).get(0);
        RequestValues values = out.values(table.complete());
        content.prepare(values);
        String signature = written(content, values);
        if (placeholder == null) {
            out.place(signatureSource(), signature);
        } else {
            out.replaceInBody(placeholder, signature);
        }
        return out.request();
    }

    private static Stream<Source> sources(Template place) {
        return place.values().stream().map(Template.Value::source).filter(Objects::nonNull);
    }

    /** Puts an id or a type into the head of the request; the body has its own already. */
    private void placeFirst(List<Template> places, @Nullable String text) {
        if (text == null) {
            return;
        }
        // One that stands in the head alone, if there is one: the others count only if the body has its part of them
        List<Template> inHead = places.stream()
                .filter(place -> sources(place).noneMatch(Source::isInBody))
                .toList();
        List<Source> sources = (inHead.isEmpty() ? places : inHead)
                .stream()
                        .flatMap(Signing::sources)
                        .filter(source -> !source.isInBody())
                        .toList();
        for (Source source : sources) {
            if (source.kind() != Source.Kind.QUERY) {
                out.place(source, text);
                return;
            }
        }
        if (!sources.isEmpty()) {
            out.placeIfAbsent(sources.get(0), text);
        }
    }

    private void placeConstants() {
        Stream.concat(method.when().stream(), method.required().stream()).forEach(condition -> {
            Source source = condition.source();
            boolean inHead = source.kind() == Source.Kind.HEADER || source.kind() == Source.Kind.SIGNATURE;
            if (inHead && condition instanceof Condition.Equal) {
                out.place(source, condition.text());
            }
        });
    }

    /** Puts the timestamp where the scheme has it, unless that is the body. */
    private void placeTime(Instant sentAt) {
        TimestampRule rule = method.timestamp();
        if (rule == null) {
            return;
        }
        if (rule.expires() != null && !rule.expires().isInBody()) {
            out.placeIfAbsent(rule.expires(), Timestamps.format(sentAt.plus(EXPIRY), rule.unit()));
        }
        if (rule.source().kind() == Source.Kind.QUERY) {
            out.placeIfAbsent(rule.source(), Timestamps.format(sentAt, rule.unit()));
        } else if (!rule.source().isInBody()) {
            out.place(rule.source(), Timestamps.format(sentAt, rule.unit()));
        }
    }

    /** What a request must hold that is made of it, such as a hash of its body; sorted, so that it comes out the same. */
    private void placeComputed() {
        Map<String, Condition.Computed> sorted = new TreeMap<>();
        for (Condition condition : method.required()) {
            if (condition instanceof Condition.Computed computed) {
                sorted.put(computed.source().toString(), computed);
            }
        }
        for (Condition.Computed computed : sorted.values()) {
            Source source = computed.source();
            if (!source.isInBody() && isPossible(source) && !out.has(source)) {
                ValueTable table = new ValueTable(false);
                ContentPlan content = ContentPlan.of(computed.template(), table);
                RequestValues values = out.values(table.complete());
                content.prepare(values);
                out.place(source, HeaderText.text(content.bytes(values)));
            }
        }
    }

    private boolean isPossible(Source source) {
        return source.kind() != Source.Kind.QUERY || out.request().url() != null;
    }

    /** Lists all headers where the scheme signs those that a list names, and the caller gave none. */
    private void placeHeaderLists() {
        for (Template.Value value : method.content().values()) {
            Source source = value.source();
            if (source != null && value.kind().listsHeaders() && !out.has(source)) {
                String separator = source.kind() == Source.Kind.SIGNATURE ? " " : ",";
                out.place(source, String.join(separator, out.headerNames()));
            }
        }
    }

    /** What holds the signature's place in a body that is hashed with the secret there, or null if none is. */
    private @Nullable String placeholder() {
        if (!method.content().contains(Template.Value.Kind.BODY_WITH_SECRET)) {
            return null;
        }
        String placeholder = "the-signature-of-this-body";
        out.place(signatureSource(), placeholder);
        return placeholder;
    }

    private String written(ContentPlan content, RequestValues values) {
        SignatureField field = method.signature();
        boolean several = field.syntax() != SignatureField.Syntax.SINGLE && field.syntax() != SignatureField.Syntax.JWT;
        List<String> signatures = new ArrayList<>();
        for (Checker checker : several ? checkers : checkers.subList(0, 1)) {
            signatures.add(field.encodings().get(0).encode(checker.sign(content, values)));
        }
        return SignatureWriter.write(field, signatures, out.items());
    }

    /** The signature alone, of what was placed so far and the content as it stands. */
    String signature(Instant sentAt) {
        placeTime(sentAt);
        ValueTable table = new ValueTable(false);
        Alternatives ids = new Alternatives(method.deliveryId(), method, table);
        ContentPlan content = ContentPlan.of(method, ids, table).get(0);
        RequestValues values = out.values(table.complete());
        content.prepare(values);
        return method.signature().encodings().get(0).encode(checkers.get(0).sign(content, values));
    }

    private Source signatureSource() {
        List<Source> sources = method.signature().sources();
        return sources.stream()
                .filter(source -> source.kind() == Source.Kind.HEADER)
                .findFirst()
                .orElse(sources.get(0));
    }
}
