package io.hookward.verify;

import io.hookward.content.Alternatives;
import io.hookward.content.ConditionPlan;
import io.hookward.content.ContentPlan;
import io.hookward.content.RequestValues;
import io.hookward.content.ValueTable;
import io.hookward.header.JsonWebToken;
import io.hookward.header.NamedTime;
import io.hookward.header.SignatureGroup;
import io.hookward.header.SignatureHeader;
import io.hookward.header.Timestamps;
import io.hookward.key.Checker;
import io.hookward.key.Key;
import io.hookward.key.Signatures;
import io.hookward.request.RejectedException;
import io.hookward.request.RejectionReason;
import io.hookward.scheme.SignatureField;
import io.hookward.scheme.SigningMethod;
import io.hookward.scheme.Source;
import io.hookward.scheme.TimestampRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One signing method, compiled when an endpoint is built: which places to read, how to decode, what to hash. A request
 * runs it and interprets nothing. Safe for use by several threads.
 */
final class MethodPlan {
    private final SigningMethod method;
    private final int index;
    private final @Nullable Freshness freshness;
    private final List<ConditionPlan> applies;
    private final List<ConditionPlan> requiredInHead;
    private final List<ConditionPlan> requiredInBody;
    private final Source[] forbidden;
    private final int[] forbiddenSlots;
    private final Alternatives deliveryId;
    private final Alternatives eventId;
    private final Alternatives eventType;
    private final List<ContentPlan> contents;
    private final @Nullable NamedTime timestamp;
    private final int secretId;
    private final boolean replayable;
    private final int tokenAlgorithm;
    private final int tokenExtensions;
    private @Nullable SignatureHeader header;

    /**
     * Compiles a method, whose places are added to a table.
     *
     * @param index which of the scheme's methods this is
     * @param freshness the tolerances, or null if age does not count
     */
    MethodPlan(SigningMethod method, int index, @Nullable Freshness freshness, ValueTable table) {
        this.method = method;
        this.index = index;
        this.freshness = freshness;
        method.signature().sources().forEach(table::slot);
        this.applies = ConditionPlan.of(method.when(), table);
        List<ConditionPlan> required = ConditionPlan.of(method.required(), table);
        this.requiredInHead = required.stream().filter(one -> !one.needsBody()).toList();
        this.requiredInBody = required.stream().filter(ConditionPlan::needsBody).toList();
        this.forbidden = method.forbidden().toArray(Source[]::new);
        this.forbiddenSlots = method.forbidden().stream().mapToInt(table::slot).toArray();
        this.deliveryId = new Alternatives(method.deliveryId(), method, table);
        this.eventId = new Alternatives(method.eventId(), method, table);
        this.eventType = new Alternatives(method.eventType(), method, table);
        this.timestamp = method.timestamp() == null ? null : new NamedTime(method.timestamp(), method, table);
        this.contents = ContentPlan.of(method, deliveryId, table);
        this.secretId = method.secretId() == null ? -1 : table.slot(method.secretId());
        this.replayable = freshness != null && method.isTimeSigned();
        boolean token = method.signature().syntax() == SignatureField.Syntax.JWT;
        this.tokenAlgorithm = token ? table.slot(JsonWebToken.ALGORITHM) : -1;
        this.tokenExtensions = token ? table.slot(JsonWebToken.CRITICAL) : -1;
    }

    /** Compiles the signature header, once all methods have named the items that they want of it. */
    void complete(ValueTable table) {
        header = new SignatureHeader(method, table);
    }

    SigningMethod method() {
        return method;
    }

    int index() {
        return index;
    }

    SignatureHeader header() {
        if (header == null) {
            throw new IllegalStateException("the plan is not complete");
        }
        return header;
    }

    List<ConditionPlan> conditions() {
        return applies;
    }

    List<ContentPlan> contents() {
        return contents;
    }

    Alternatives deliveryId() {
        return deliveryId;
    }

    Alternatives eventId() {
        return eventId;
    }

    Alternatives eventType() {
        return eventType;
    }

    /** Whether a change of the body always changes the signed content. A form's fields are no such content of a JSON body. */
    boolean coversBody(RequestValues values) {
        return method.signsBodyAsIs() || method.signsForm() && !values.looksLikeJson();
    }

    /** Whether a second request with the same signature was captured. */
    boolean isReplayable() {
        return replayable;
    }

    @Nullable
    Freshness freshness() {
        return freshness;
    }

    @Nullable
    NamedTime timestamp() {
        return timestamp;
    }

    long freshForMillis() {
        return freshness == null ? 0 : freshness.pastMillis() + freshness.futureMillis();
    }

    /** Whether the signature stands in the body, so that a request cannot be judged by its head. */
    boolean needsBody() {
        return method.signature().sources().stream().anyMatch(Source::isInBody)
                || applies.stream().anyMatch(ConditionPlan::needsBody);
    }

    /** Whether the request holds what this method asks of those it applies to. */
    boolean applies(RequestValues values) {
        return ConditionPlan.areMet(applies, values);
    }

    /** Puts the items of a group in their places. */
    void select(SignatureGroup group, RequestValues values) {
        int[] slots = header().itemSlots();
        for (int i = 0; i < slots.length; i++) {
            values.set(slots[i], group.items()[i]);
        }
    }

    /**
     * The checks that need no body: what the head must have, the syntax of the signatures, the age.
     *
     * @return the timestamp in milliseconds since 1970, or {@link NamedTime#NONE}
     */
    long checkHead(SignatureGroup group, RequestValues values, long now) {
        if (tokenAlgorithm >= 0) {
            checkToken(values);
        }
        for (int i = 0; i < requiredInHead.size(); i++) {
            requiredInHead.get(i).check(values);
        }
        checkForbidden(values, false);
        long sentAt = timestamp == null || timestamp.isInBody() ? NamedTime.NONE : sentAt(timestamp, values, now);
        checkExpiry(values, now, false);
        if (group.count() == 0) {
            throw RejectedException.untraced(
                    RejectionReason.SIGNATURE_MALFORMED, "no signature has the right encoding and length");
        }
        return sentAt;
    }

    /** Checks that the token's algorithm is one of the scheme's, and that it asks for nothing this does not know. */
    private void checkToken(RequestValues values) {
        String name = values.find(tokenAlgorithm);
        boolean pinned = method.algorithms().stream()
                .anyMatch(algorithm -> algorithm.joseName().equals(name));
        if (!pinned || values.find(tokenExtensions) != null) {
            throw RejectedException.untraced(
                    RejectionReason.ALGORITHM_UNSUPPORTED,
                    "the token's algorithm or extension is not one of the scheme's");
        }
    }

    private void checkForbidden(RequestValues values, boolean inBody) {
        for (int i = 0; i < forbidden.length; i++) {
            if (forbidden[i].isInBody() == inBody && values.holds(forbiddenSlots[i])) {
                throw RejectedException.untraced(
                        RejectionReason.BODY_MALFORMED, "there is a value at " + forbidden[i] + " that nothing signs");
            }
        }
    }

    /** What must be checked in the body before its signature is, because the signature covers it only then. */
    void checkBody(RequestValues values) {
        for (int i = 0; i < requiredInBody.size(); i++) {
            requiredInBody.get(i).check(values);
        }
        checkForbidden(values, true);
    }

    /**
     * The age of a request whose timestamp stands in the body, after its signature was found right.
     *
     * @return the timestamp in milliseconds since 1970, or {@link NamedTime#NONE}
     */
    long checkTimeInBody(RequestValues values, long now) {
        long sentAt = timestamp == null || !timestamp.isInBody() ? NamedTime.NONE : sentAt(timestamp, values, now);
        checkExpiry(values, now, true);
        return sentAt;
    }

    /** The timestamp, checked against the tolerances; none if it is absent or opaque, and does not count. */
    private long sentAt(NamedTime time, RequestValues values, long now) {
        String text = time.text(values);
        if (text == null && freshness != null) {
            throw RejectedException.untraced(
                    RejectionReason.TIMESTAMP_MISSING,
                    "there is no timestamp at " + time.rule().source());
        }
        TimestampRule.Unit unit = time.rule().unit();
        if (text == null || unit == TimestampRule.Unit.OPAQUE) {
            return NamedTime.NONE;
        }
        time.checkListed(values);
        long sentAt = Timestamps.parse(text, unit);
        if (freshness != null) {
            freshness.check(sentAt, now, unit);
        }
        return sentAt;
    }

    private void checkExpiry(RequestValues values, long now, boolean inBody) {
        if (freshness != null && timestamp != null) {
            long expires = timestamp.expiry(values, inBody);
            if (expires != NamedTime.NONE) {
                freshness.checkExpiry(expires, now);
            }
        }
    }

    /** The id of the secret that the request names, or null. */
    @Nullable
    String namedSecret(RequestValues values) {
        return secretId < 0 ? null : values.find(secretId);
    }

    /** The bytes that stand for the signature if one is right for this content under this key, or null; and by which checker. */
    byte @Nullable [] match(ContentPlan content, Key key, OpenedHead values, Signatures signatures) {
        Checker[] checkers = key.checkers(index);
        for (int i = 0; i < checkers.length; i++) {
            if (checkers[i].acceptsAny(signatures)) {
                byte[] mark = checkers[i].match(content, values, signatures);
                if (mark != null) {
                    values.matchedBy(checkers[i].algorithm());
                    return mark;
                }
            }
        }
        return null;
    }
}
