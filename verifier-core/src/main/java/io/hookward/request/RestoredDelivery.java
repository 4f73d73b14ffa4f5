package io.hookward.request;

import io.hookward.scheme.Algorithm;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** A delivery that was written down and restored. */
final class RestoredDelivery extends ReceivedDelivery {
    private final DeliveryRecord record;

    RestoredDelivery(DeliveryRecord record, RequestHead head) {
        super(head, record.body(), 0, record.body().length, record.payloadField());
        this.record = record;
    }

    @Override
    public String endpoint() {
        return record.endpoint();
    }

    @Override
    public String provider() {
        return record.provider();
    }

    @Override
    public Optional<String> tenant() {
        return Optional.ofNullable(record.tenant());
    }

    @Override
    public Optional<String> id() {
        return Optional.ofNullable(record.id());
    }

    @Override
    public boolean isIdSigned() {
        return record.idSigned();
    }

    @Override
    public Optional<String> eventId() {
        return Optional.ofNullable(record.eventId());
    }

    @Override
    public Optional<String> eventType() {
        return Optional.ofNullable(record.eventType());
    }

    @Override
    public Optional<Instant> sentAt() {
        return Optional.ofNullable(record.sentAt());
    }

    @Override
    public Instant receivedAt() {
        return record.receivedAt();
    }

    @Override
    public Optional<String> secretId() {
        return Optional.ofNullable(record.secretId());
    }

    @Override
    public Optional<Algorithm> algorithm() {
        return Stream.of(Algorithm.values())
                .filter(algorithm -> algorithm.schemeName().equals(record.algorithm()))
                .findFirst();
    }

    /** Empty: a restored delivery is not claimed by its signature again. */
    @Override
    public Optional<String> replayKey() {
        return Optional.empty();
    }

    @Override
    public boolean isRestored() {
        return true;
    }

    @Override
    public DeliveryRecord record() {
        return record;
    }
}
