package io.hookward.verify;

import io.hookward.content.Alternatives;
import io.hookward.content.Content;
import io.hookward.content.ContentTemplate;
import io.hookward.content.NamedHeaders;
import io.hookward.content.Pointers;
import io.hookward.content.RequestValues;
import io.hookward.header.SignatureHeader;
import io.hookward.header.Timestamps;
import io.hookward.key.Checker;
import io.hookward.key.KeyRing;
import io.hookward.request.RejectedException;
import io.hookward.request.RejectionReason;
import io.hookward.request.WebhookRequest;
import io.hookward.scheme.Algorithm;
import io.hookward.scheme.Encoding;
import io.hookward.scheme.SigningMethod;
import io.hookward.scheme.Source;
import io.hookward.scheme.Template;
import io.hookward.scheme.TimestampRule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Verifies by one signing method. Safe for use by several threads. */
final class MethodVerifier {
    private final SigningMethod method;
    private final int index;
    private final @Nullable Freshness freshness;
    private final SignatureHeader header;
    private final List<ContentTemplate> contents;
    private final Set<String> pointers;
    private final Alternatives deliveryId;
    private final Alternatives eventId;
    private final Alternatives eventType;
    private final boolean signsTimestamp;
    private final boolean signsId;
    private final boolean timeInHead;
    private final boolean replayable;
    private final boolean bodyUnsigned;
    private final @Nullable Source timeList;

    /**
     * @param index which of the scheme's methods this is
     * @param freshness the tolerances, or null if age does not count
     */
    MethodVerifier(SigningMethod method, int index, @Nullable Freshness freshness) {
        this.method = method;
        this.index = index;
        this.freshness = freshness;
        this.header = new SignatureHeader(method.signature());
        this.contents = Stream.concat(Stream.of(method.content()), method.otherContents().stream())
                .map(ContentTemplate::new)
                .toList();
        this.pointers = Pointers.of(method);
        this.deliveryId = new Alternatives(method.deliveryId(), method);
        this.eventId = new Alternatives(method.eventId(), method);
        this.eventType = new Alternatives(method.eventType(), method);
        this.signsTimestamp = method.signs(Template.Value.Kind.TIMESTAMP);
        this.signsId = method.signs(Template.Value.Kind.ID);
        this.timeInHead =
                method.timestamp() != null && !method.timestamp().source().isInBody();
        this.timeList = method.timeListedAt().orElse(null);
        this.replayable = freshness != null && method.isTimeSigned();
        this.bodyUnsigned = method.algorithms().get(0).kind() != Algorithm.Kind.TOKEN
                && Stream.concat(Stream.of(method.content()), method.otherContents().stream())
                        .anyMatch(content -> !content.contains(Template.Value.Kind.BODY));
    }

    long freshForMillis() {
        return freshness == null ? 0 : freshness.pastMillis() + freshness.futureMillis();
    }

    /** Whether the signature stands in the body, so that a request cannot be judged by its head. */
    boolean needsBody() {
        return Stream.concat(method.signature().sources().stream(), method.when().keySet().stream())
                .anyMatch(Source::isInBody);
    }

    /**
     * The signatures of this method that a request carries.
     *
     * @return null if its header is absent; groups without signatures if they are of no version known to this method
     */
    @Nullable
    List<SignatureHeader.Group> find(WebhookRequest request) {
        return header.find(request, values(request, Map.of())::find);
    }

    RejectedException unknownVersion(WebhookRequest request) {
        return SignatureHeader.unknownVersion(method.signature(), request);
    }

    /** The checks that need no body: what the header must have, the syntax of the signatures, the age. */
    void screen(WebhookRequest request, SignatureHeader.Group group, List<KeyRing.Key> keys, long now) {
        open(request, group, keys, now);
    }

    /** What the head of a request tells. */
    private record Opened(
            RequestValues values,
            List<byte[]> signatures,
            @Nullable Long sentAt) {}

    private Opened open(WebhookRequest request, SignatureHeader.Group group, List<KeyRing.Key> keys, long now) {
        RequestValues values = values(request, group.items());
        Requirements.check(method, values, false);
        Long sentAt = timeInHead ? sentAt(values, now) : null;
        checkExpiry(values, now, false);
        return new Opened(values, decode(group.signatures(), keys), sentAt);
    }

    /** Verifies the signatures of one group; a refusal says why there is no delivery. */
    VerifiedDelivery.Parts verify(
            WebhookRequest request, SignatureHeader.Group group, List<KeyRing.Key> keys, long now) {
        Opened opened = open(request, group, keys, now);
        RequestValues values = opened.values();
        Requirements.check(method, values, true);
        // Looked up only where they are signed by name: nothing in the body is read before its signature holds.
        String timestamp = signsTimestamp && method.timestamp() != null
                ? values.find(method.timestamp().source())
                : null;
        Alternatives.Found id = signsId ? deliveryId.firstIn(values) : null;
        List<Content> signed = new ArrayList<>(1);
        for (ContentTemplate content : contents) {
            signed.add(content.fill(values, timestamp, id == null ? null : id.text()));
        }
        Match match = match(signed, opened.signatures(), named(keys, values), now);
        Long sentAt = timeInHead ? opened.sentAt() : sentAt(values, now);
        checkExpiry(values, now, true);
        return parts(values, match, sentAt);
    }

    /** What is known of a delivery whose signature nobody checks. */
    VerifiedDelivery.Parts unsigned(WebhookRequest request) {
        return parts(values(request, Map.of()), null, null);
    }

    private RequestValues values(WebhookRequest request, Map<String, String> items) {
        return new RequestValues(request, items, pointers, bodyUnsigned);
    }

    private VerifiedDelivery.Parts parts(RequestValues values, @Nullable Match match, @Nullable Long sentAt) {
        Alternatives.Found id = deliveryId.firstIn(values);
        Alternatives.Found event = eventId.firstIn(values);
        Alternatives.Found type = eventType.firstIn(values);
        return new VerifiedDelivery.Parts(
                id == null ? null : id.text(),
                match != null && id != null && id.signed(),
                event == null ? null : event.text(),
                type == null ? null : type.text(),
                sentAt,
                match == null ? null : match.secretId(),
                match != null && replayable ? match.mark() : null);
    }

    /** Whether the request holds what this method asks of those it judges. */
    boolean applies(WebhookRequest request) {
        return method.when().isEmpty()
                || method.when().entrySet().stream().allMatch(condition -> {
                    String value = values(request, Map.of()).find(condition.getKey());
                    return value != null
                            && (condition.getValue().equals(RequestValues.ANY)
                                    || condition.getValue().equals(value));
                });
    }

    /** The time of sending, checked against the tolerances; null if it is absent or opaque, and does not count. */
    private @Nullable Long sentAt(RequestValues values, long now) {
        TimestampRule rule = method.timestamp();
        if (rule == null) {
            return null;
        }
        String text = values.find(rule.source());
        if (text == null && freshness != null) {
            throw RejectedException.untraced(
                    RejectionReason.TIMESTAMP_MISSING, "there is no time of sending at " + rule.source());
        }
        if (text == null || rule.unit() == TimestampRule.Unit.OPAQUE) {
            return null;
        }
        if (!listsTime(values, rule)) {
            throw RejectedException.untraced(
                    RejectionReason.HEADER_MALFORMED, "the list of signed headers lacks the time of sending");
        }
        long sentAt = Timestamps.parse(text, rule.unit());
        if (freshness != null) {
            freshness.check(sentAt, now, rule.unit());
        }
        return sentAt;
    }

    /** @param inBody whether to check what stands in the body, or what does not */
    private void checkExpiry(RequestValues values, long now, boolean inBody) {
        TimestampRule rule = method.timestamp();
        if (freshness == null
                || rule == null
                || rule.unit() == TimestampRule.Unit.OPAQUE
                || rule.expires() == null
                || rule.expires().isInBody() != inBody) {
            return;
        }
        String expires = values.find(rule.expires());
        if (expires != null) {
            freshness.checkExpiry(Timestamps.parse(expires, rule.unit()), now);
        }
    }

    private boolean listsTime(RequestValues values, TimestampRule rule) {
        String list = timeList == null ? null : values.find(timeList);
        return timeList == null
                || list != null && NamedHeaders.contains(list, rule.source().name());
    }

    /** The signatures as bytes; those that cannot be right are left out. */
    private List<byte[]> decode(List<String> signatures, List<KeyRing.Key> keys) {
        List<byte[]> decoded = new ArrayList<>(signatures.size());
        for (String signature : signatures) {
            byte[] bytes = bytes(signature, keys);
            if (bytes != null) {
                decoded.add(bytes);
            }
        }
        if (decoded.isEmpty()) {
            throw RejectedException.untraced(
                    RejectionReason.SIGNATURE_MALFORMED, "no signature has the right encoding and length");
        }
        return decoded;
    }

    private byte @Nullable [] bytes(String signature, List<KeyRing.Key> keys) {
        for (Encoding encoding : method.signature().encodings()) {
            byte[] bytes = encoding.decode(signature);
            if (bytes != null && anyAccepts(keys, bytes.length)) {
                return bytes;
            }
        }
        return null;
    }

    /** Whether a signature has the encoding and the length of this method's. */
    boolean mayHaveMade(List<SignatureHeader.Group> groups, List<KeyRing.Key> keys) {
        return groups.stream()
                .flatMap(group -> group.signatures().stream())
                .anyMatch(signature -> bytes(signature, keys) != null);
    }

    private boolean anyAccepts(List<KeyRing.Key> keys, int length) {
        for (KeyRing.Key key : keys) {
            for (Checker checker : key.checkers().get(index)) {
                if (checker.accepts(length)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The keys that come into question: all, or those with the id that the request names. */
    private List<KeyRing.Key> named(List<KeyRing.Key> keys, RequestValues values) {
        Source source = method.secretId();
        String id = source == null ? null : values.find(source);
        return id == null
                ? keys
                : keys.stream().filter(key -> key.secret().id().equals(id)).toList();
    }

    private record Match(String secretId, byte[] mark) {}

    private Match match(List<Content> signed, List<byte[]> signatures, List<KeyRing.Key> keys, long now) {
        Instant moment = Instant.ofEpochMilli(now);
        Match match = null;
        for (KeyRing.Key key : keys) {
            if (key.secret().isValidAt(moment)) {
                Match found = match(signed, signatures, key);
                match = match == null ? found : match;
            }
        }
        if (match != null) {
            return match;
        }
        for (KeyRing.Key key : keys) {
            if (!key.secret().isValidAt(moment) && match(signed, signatures, key) != null) {
                throw RejectedException.untraced(
                        RejectionReason.SECRET_EXPIRED,
                        "signed with secret '" + key.secret().id() + "', which does not count now");
            }
        }
        throw RejectedException.untraced(RejectionReason.SIGNATURE_MISMATCH, "no secret gives the signature");
    }

    private @Nullable Match match(List<Content> signed, List<byte[]> signatures, KeyRing.Key key) {
        for (Checker checker : key.checkers().get(index)) {
            List<byte[]> fitting = signatures.stream()
                    .filter(signature -> checker.accepts(signature.length))
                    .toList();
            for (Content content : fitting.isEmpty() ? List.<Content>of() : signed) {
                byte[] mark = checker.match(content, fitting);
                if (mark != null) {
                    return new Match(key.secret().id(), mark);
                }
            }
        }
        return null;
    }
}
