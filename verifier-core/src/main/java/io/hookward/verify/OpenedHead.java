package io.hookward.verify;

import io.hookward.content.Alternatives;
import io.hookward.content.ContentPlan;
import io.hookward.content.RequestValues;
import io.hookward.header.NamedTime;
import io.hookward.header.SignatureGroup;
import io.hookward.key.Key;
import io.hookward.key.KeyRing;
import io.hookward.key.Keys;
import io.hookward.key.Signatures;
import io.hookward.request.RejectedException;
import io.hookward.request.Rejection;
import io.hookward.request.RejectionReason;
import io.hookward.request.RequestHead;
import io.hookward.scheme.Algorithm;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs a verifier's plan over one request: first its head, then its body. */
final class OpenedHead extends RequestValues implements HeadVerification {
    private static final Rejection MISMATCH =
            new Rejection(RejectionReason.SIGNATURE_MISMATCH, "no secret gives the signature");
    private static final Rejection UNKNOWN_TENANT =
            new Rejection(RejectionReason.TENANT_UNKNOWN, "there is no such tenant");

    private final WebhookVerifier verifier;
    private final long now;
    private boolean judged;
    private @Nullable Keys judgedBy;
    private @Nullable Rejection rejection;
    private @Nullable Keys keys;
    private @Nullable String tenant;
    private boolean tenantUnknown;
    private @Nullable MethodPlan plan;
    private @Nullable SignatureGroup group;
    private long sentAt = NamedTime.NONE;
    private @Nullable Key matched;
    private byte @Nullable [] mark;
    private @Nullable ContentPlan signed;
    private @Nullable Algorithm algorithm;

    OpenedHead(WebhookVerifier verifier, RequestHead head, long now) {
        super(verifier.table(), head);
        this.verifier = verifier;
        this.now = now;
    }

    /** Judges the head now, and not together with the body; unless no secret that is known is valid: the source is asked then. */
    OpenedHead judge() {
        Keys known = verifier.knownKeys();
        if (!verifier.acceptsUnsigned() && (known == null || known.anyValidAt(now))) {
            judged = true;
            try {
                judgeHead(known);
            } catch (RejectedException rejected) {
                rejection = rejected.rejection();
            }
        }
        return this;
    }

    @Override
    public Optional<Rejection> rejection() {
        return Optional.ofNullable(rejection);
    }

    /**
     * Chooses the signing method, and does the checks that need no body.
     *
     * @param fitting the keys that say which methods can be used; null if they are not known yet
     */
    private void judgeHead(@Nullable Keys fitting) {
        judgedBy = fitting;
        choose(fitting);
        MethodPlan method = chosen();
        RejectedException last = null;
        for (SignatureGroup one = group; one != null; one = one.next()) {
            try {
                method.select(one, this);
                sentAt = method.checkHead(one, this, now);
                return;
            } catch (RejectedException rejected) {
                last = rejected;
            }
        }
        if (last != null) {
            throw last;
        }
    }

    private MethodPlan chosen() {
        if (plan == null) {
            throw new IllegalStateException("the head was not judged");
        }
        return plan;
    }

    private Keys usableKeys() {
        Keys usable = verifier.isMultiTenant() ? tenantKeys() : verifier.keys();
        if (tenantUnknown && usable.size() == 0) {
            throw RejectedException.untraced(RejectionReason.TENANT_UNKNOWN, UNKNOWN_TENANT.detail());
        }
        if (!usable.anyValidAt(now)) {
            throw RejectedException.untraced(
                    RejectionReason.NO_USABLE_SECRET, "the endpoint has no secret that is valid now");
        }
        return usable;
    }

    /** The keys of the request's tenant; of nobody, if there is no such tenant, so that its rejection takes as long. */
    private Keys tenantKeys() {
        String name = find(verifier.tenantSlot());
        if (name == null || name.length() > WebhookVerifier.LONGEST_TENANT) {
            throw RejectedException.untraced(RejectionReason.TENANT_UNKNOWN, "the request does not name its tenant");
        }
        Keys known = verifier.keysOf(name);
        tenant = name;
        tenantUnknown = known == null;
        return known == null ? verifier.nobodysKeys() : known;
    }

    /** The first method whose signature the request carries. It alone counts: a weaker one never rescues a stronger. */
    private void choose(@Nullable Keys fitting) {
        RejectedException unknown = null;
        MethodPlan[] plans = verifier.plans();
        for (int i = 0; i < plans.length; i++) {
            MethodPlan candidate = plans[i];
            SignatureGroup found = candidate.applies(this) ? candidate.header().find(this) : null;
            if (found == null) {
                continue;
            }
            found = withSignatures(found);
            if (found != null && (fitting == null || fitting.anyFor(i)) && !isAnothers(found, i)) {
                plan = candidate;
                group = found;
                return;
            }
            unknown = unknown == null ? candidate.header().unknownVersion(this) : unknown;
        }
        throw unknown != null
                ? unknown
                : RejectedException.untraced(RejectionReason.SIGNATURE_MISSING, "there is no signature");
    }

    /** The first group that has a signature; those behind it without one are passed over later. */
    private static @Nullable SignatureGroup withSignatures(SignatureGroup first) {
        SignatureGroup one = first;
        while (one != null && one.texts() == 0) {
            one = one.next();
        }
        return one;
    }

    /** Methods with one place and one syntax for their signatures are told apart by the length, and only those. */
    private boolean isAnothers(SignatureGroup first, int index) {
        for (SignatureGroup one = first; one != null; one = one.next()) {
            if (one.count() > 0) {
                return false;
            }
        }
        MethodPlan[] plans = verifier.plans();
        for (int other = index + 1; other < plans.length; other++) {
            boolean alike = plans[other]
                    .method()
                    .signature()
                    .equals(plans[index].method().signature());
            if (alike && plans[other].applies(this)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public Verification verify(byte[] array, int offset, int length) {
        body(array, offset, length);
        Rejection why = rejection;
        if (why == null) {
            try {
                if (verifier.acceptsUnsigned()) {
                    plan = verifier.plans()[0];
                } else {
                    why = judgeWithKeys();
                }
                if (why == null) {
                    readNames(chosen());
                    return new Verification.Accepted(delivery());
                }
            } catch (RejectedException rejected) {
                why = rejected.rejection();
            }
        }
        rejection = why;
        return new Verification.Rejected(why);
    }

    /** Asks for the keys, which may take a look into a file or a database: never while the head is judged. */
    private @Nullable Rejection judgeWithKeys() {
        Keys present = usableKeys();
        keys = present;
        boolean changed = judgedBy != null && judgedBy != present;
        if (!judged || changed || !present.anyFor(chosen().index())) {
            judgeHead(present);
        }
        return judgeSignature();
    }

    private @Nullable Rejection judgeSignature() {
        SignatureGroup first = group;
        if (first == null) {
            throw new IllegalStateException("the head was not judged");
        }
        MethodPlan method = chosen();
        if (first.next() == null) {
            return judgeGroup(method, first);
        }
        Rejection last = null;
        for (SignatureGroup one = first; one != null; one = one.next()) {
            if (one.texts() > 0) {
                try {
                    method.select(one, this);
                    sentAt = method.checkHead(one, this, now);
                    last = judgeGroup(method, one);
                } catch (RejectedException rejected) {
                    last = rejected.rejection();
                }
                if (last == null) {
                    return null;
                }
            }
        }
        return last;
    }

    /** Verifies the signatures of one group, whose head was judged. */
    private @Nullable Rejection judgeGroup(MethodPlan method, SignatureGroup one) {
        method.checkBody(this);
        Rejection mismatch = matchOne(method, one);
        if (mismatch != null) {
            return mismatch;
        }
        long inBody = method.checkTimeInBody(this, now);
        sentAt = inBody == NamedTime.NONE ? sentAt : inBody;
        return null;
    }

    /**
     * Looks for a content of the method's that one of the signatures is right for. One that cannot be built is not it, and
     * one that is the same as another is not hashed again.
     */
    private @Nullable Rejection matchOne(MethodPlan method, Signatures signatures) {
        Rejection last = MISMATCH;
        List<ContentPlan> contents = method.contents();
        long built = 0;
        for (int i = 0; i < contents.size(); i++) {
            Rejection mismatch;
            try {
                contents.get(i).prepare(this);
                if (built != 0 && wasTried(contents, i, built)) {
                    continue;
                }
                built |= 1L << i;
                mismatch = match(method, contents.get(i), signatures);
            } catch (RejectedException incomplete) {
                mismatch = incomplete.rejection();
            }
            if (mismatch == null) {
                return null;
            }
            last = last.reason() == RejectionReason.SIGNATURE_MISMATCH ? mismatch : last;
        }
        return last;
    }

    /** Whether a content is the same as one of those before it that could be built. */
    private boolean wasTried(List<ContentPlan> contents, int index, long built) {
        for (int i = 0; i < index; i++) {
            if ((built & 1L << i) != 0 && contents.get(index).isSameAs(contents.get(i), this)) {
                return true;
            }
        }
        return false;
    }

    private @Nullable Rejection match(MethodPlan method, ContentPlan content, Signatures signatures) {
        Keys all = keys;
        if (all == null) {
            throw new IllegalStateException("the head was not judged");
        }
        String name = method.namedSecret(this);
        Key only = name == null ? null : all.named(name);
        int count = name == null ? Math.min(all.size(), KeyRing.MOST_TRIED) : only == null ? 0 : 1;
        for (int i = 0; i < count; i++) {
            Key key = only == null ? all.get(i) : only;
            if (key.isValidAt(now) && matches(method, content, key, signatures)) {
                if (tenantUnknown) {
                    return UNKNOWN_TENANT;
                }
                all.matched(key);
                matched = key;
                signed = content;
                return null;
            }
        }
        for (int i = 0; i < count; i++) {
            Key key = only == null ? all.get(i) : only;
            if (!key.isValidAt(now) && matches(method, content, key, signatures)) {
                return new Rejection(
                        RejectionReason.SECRET_EXPIRED,
                        "signed with secret '" + key.secret().id() + "', which is not valid now");
            }
        }
        return tenantUnknown ? UNKNOWN_TENANT : MISMATCH;
    }

    void matchedBy(Algorithm one) {
        algorithm = one;
    }

    private boolean matches(MethodPlan method, ContentPlan content, Key key, Signatures signatures) {
        mark = method.match(content, key, this, signatures);
        return mark != null;
    }

    /** Reads ids and types where that may reject the request; those in its JSON can wait. */
    private void readNames(MethodPlan method) {
        readNames(method.deliveryId());
        readNames(method.eventId());
        readNames(method.eventType());
    }

    private void readNames(Alternatives alternatives) {
        boolean wait = alternatives.isInJson() || alternatives.isInForm() && looksLikeJson();
        if (!wait) {
            alternatives.firstIn(this);
        }
    }

    private VerifiedDelivery delivery() {
        MethodPlan method = chosen();
        keepHead();
        return new VerifiedDelivery(
                verifier,
                method,
                this,
                tenant,
                matched == null ? null : matched.secret().id(),
                matched == null ? null : algorithm,
                sentAt,
                now,
                matched != null && method.isReplayable() ? mark : null,
                signed);
    }

    @Override
    public Optional<HandshakeReply> unsignedHandshake(byte[] array, int offset, int length) {
        return Optional.ofNullable(verifier.handshakes().unsigned(head(), array, offset, length));
    }

    @Override
    public Optional<HandshakeReply> signedHandshake() {
        return Optional.ofNullable(verifier.handshakes().signed(this));
    }

    /** Which method, tenant and keys were chosen, for explanations. */
    @Nullable
    MethodPlan plan() {
        return plan;
    }

    @Nullable
    Keys chosenKeys() {
        return keys;
    }

    boolean isTenantUnknown() {
        return tenantUnknown;
    }

    long now() {
        return now;
    }
}
