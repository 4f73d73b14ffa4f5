package io.hookward.inbox;

import io.hookward.request.DeliveryRecord;
import org.jspecify.annotations.Nullable;

/**
 * A delivery record as it stands in the database.
 *
 * @param keyId the key that head and body are encrypted with, or null
 * @param head all of the record but its body
 * @param body the body
 */
@SuppressWarnings("ArrayRecordComponent") // handed from one place to the next, and never compared
record Payload(@Nullable String keyId, byte[] head, byte[] body) {
    private static final String HEAD = "head";
    private static final String BODY = "body";

    static Payload of(DeliveryRecord record, @Nullable PayloadKeys keys) {
        byte[] head = RecordHead.write(record);
        return keys == null
                ? new Payload(null, head, record.body())
                : new Payload(keys.current(), keys.seal(head, HEAD), keys.seal(record.body(), BODY));
    }

    /** @throws InboxException if it cannot be read */
    DeliveryRecord read(@Nullable PayloadKeys keys) {
        if (keyId == null) {
            return RecordHead.read(head, body);
        }
        if (keys == null) {
            throw new InboxException("the payload is encrypted, and this inbox was given no keys");
        }
        return RecordHead.read(keys.open(keyId, head, HEAD), keys.open(keyId, body, BODY));
    }

    long bytes() {
        return (long) head.length + body.length;
    }

    @Override
    public String toString() {
        return "Payload[" + bytes() + " bytes]";
    }
}
