package io.hookward.verify;

import io.hookward.content.Alternatives;
import io.hookward.content.ContentPlan;
import io.hookward.content.Hashes;
import io.hookward.content.RequestValues;
import io.hookward.header.NamedTime;
import io.hookward.request.ReceivedDelivery;
import io.hookward.request.RejectedException;
import io.hookward.scheme.Algorithm;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A delivery that a verifier has just accepted. Ids and types that stand in its JSON are read when they are asked for. */
final class VerifiedDelivery extends ReceivedDelivery {
    private final WebhookVerifier verifier;
    private final MethodPlan plan;
    private final RequestValues values;
    private final @Nullable String tenant;
    private final @Nullable String secretId;
    private final @Nullable Algorithm algorithm;
    private final long sentAt;
    private final long receivedAt;
    private final byte @Nullable [] mark;
    private final @Nullable ContentPlan content;
    private volatile @Nullable Names names;

    private record Names(
            @Nullable String id,
            boolean idSigned,
            @Nullable String eventId,
            @Nullable String eventType) {}

    /**
     * @param secretId the id of the secret that matched; null if the endpoint accepts unsigned requests
     * @param algorithm by which the signature was right; null if the endpoint accepts unsigned requests
     * @param sentAt in milliseconds since 1970, or {@link NamedTime#NONE}
     * @param receivedAt in milliseconds since 1970
     * @param mark bytes that are the same for the same signature, or null if that does not matter
     * @param content what was signed; null if nothing was
     */
    VerifiedDelivery(
            WebhookVerifier verifier,
            MethodPlan plan,
            RequestValues values,
            @Nullable String tenant,
            @Nullable String secretId,
            @Nullable Algorithm algorithm,
            long sentAt,
            long receivedAt,
            byte @Nullable [] mark,
            @Nullable ContentPlan content) {
        super(
                values.head(),
                values.array(),
                values.offset(),
                values.length(),
                verifier.scheme().facts().payloadField());
        this.verifier = verifier;
        this.plan = plan;
        this.values = values;
        this.tenant = tenant;
        this.secretId = secretId;
        this.algorithm = algorithm;
        this.sentAt = sentAt;
        this.receivedAt = receivedAt;
        this.mark = mark;
        this.content = content;
    }

    private Names names() {
        Names known = names;
        if (known == null) {
            synchronized (values) {
                known = names == null ? readNames() : names;
                names = known;
            }
        }
        return known;
    }

    private Names readNames() {
        Alternatives deliveryId = plan.deliveryId();
        int id = firstIn(deliveryId);
        return new Names(
                id < 0 ? null : deliveryId.text(id, values),
                id >= 0 && secretId != null && deliveryId.isSigned(id),
                textIn(plan.eventId()),
                textIn(plan.eventType()));
    }

    private @Nullable String textIn(Alternatives alternatives) {
        int first = firstIn(alternatives);
        return first < 0 ? null : alternatives.text(first, values);
    }

    /** What rejects a request was read before; what is found ambiguous only now is no id. */
    private int firstIn(Alternatives alternatives) {
        try {
            return alternatives.firstIn(values);
        } catch (RejectedException ambiguous) {
            return -1;
        }
    }

    @Override
    public String endpoint() {
        return verifier.endpoint();
    }

    @Override
    public String provider() {
        return verifier.scheme().name();
    }

    @Override
    public Optional<String> tenant() {
        return Optional.ofNullable(tenant);
    }

    @Override
    public Optional<String> id() {
        return Optional.ofNullable(names().id());
    }

    @Override
    public boolean isIdSigned() {
        return names().idSigned();
    }

    @Override
    public Optional<String> eventId() {
        return Optional.ofNullable(names().eventId());
    }

    @Override
    public Optional<String> eventType() {
        return Optional.ofNullable(names().eventType());
    }

    @Override
    public Optional<Instant> sentAt() {
        return sentAt == NamedTime.NONE ? Optional.empty() : Optional.of(Instant.ofEpochMilli(sentAt));
    }

    @Override
    public Instant receivedAt() {
        return Instant.ofEpochMilli(receivedAt);
    }

    @Override
    public Optional<Algorithm> algorithm() {
        return Optional.ofNullable(algorithm);
    }

    @Override
    public Optional<String> secretId() {
        return Optional.ofNullable(secretId);
    }

    /** Hashed, because the mark may be the signature itself, and keys of claims are seen in stores and logs. */
    @Override
    public Optional<String> replayKey() {
        return Optional.ofNullable(mark)
                .map(bytes -> HexFormat.of().formatHex(Hashes.digest("SHA-256").digest(bytes)));
    }

    @Override
    public Optional<String> contentKey() {
        if (plan.isReplayable()) {
            return Optional.empty();
        }
        MessageDigest digest = Hashes.digest("SHA-256");
        synchronized (values) {
            if (content != null) {
                content.feed(values, digest::update, new byte[0]);
            }
            if (content == null || !plan.coversBody(values)) {
                digest.update((byte) 0);
                digest.update(values.array(), values.offset(), values.length());
            }
        }
        return Optional.of(HexFormat.of().formatHex(digest.digest()));
    }

    @Override
    public boolean isRestored() {
        return false;
    }
}
