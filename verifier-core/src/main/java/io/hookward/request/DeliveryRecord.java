package io.hookward.request;

import io.hookward.scheme.Algorithm;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A delivery written down as plain data. Whoever keeps one keeps proof that it was verified: what comes back from
 * {@link #restore} is not verified again.
 *
 * @param endpoint the name of the endpoint that received it
 * @param provider the name of the scheme that verified it
 * @param tenant whose webhook it is, or null at an endpoint without tenants
 * @param id the delivery id, or null
 * @param idSigned whether the signature covers the id
 * @param eventId the id of the event, or null
 * @param eventType the event type, or null
 * @param sentAt the timestamp, or null
 * @param receivedAt when it was verified
 * @param secretId the id of the secret that matched, or null
 * @param algorithm the name of the algorithm by which the signature was right, such as {@code hmac-sha256}, or null
 * @param method the HTTP method
 * @param url the public URL, or null
 * @param payloadField the field in which the payload stands if the body is a form, or null
 * @param headers names and values, one after the other
 * @param body the body as received; not copied
 */
@SuppressWarnings("ArrayRecordComponent") // handed on; equals and hashCode below compare its bytes
public record DeliveryRecord(
        String endpoint,
        String provider,
        @Nullable String tenant,
        @Nullable String id,
        boolean idSigned,
        @Nullable String eventId,
        @Nullable String eventType,
        @Nullable Instant sentAt,
        Instant receivedAt,
        @Nullable String secretId,
        @Nullable String algorithm,
        String method,
        @Nullable String url,
        @Nullable String payloadField,
        List<String> headers,
        byte[] body) {

    /**
     * Keeps its own copy of the headers.
     *
     * @throws IllegalArgumentException if the last header has no value
     */
    public DeliveryRecord {
        Objects.requireNonNull(endpoint, "endpoint");
        Objects.requireNonNull(provider, "provider");
        Objects.requireNonNull(receivedAt, "receivedAt");
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(body, "body");
        headers = List.copyOf(headers);
        if (headers.size() % 2 != 0) {
            throw new IllegalArgumentException("each header needs a name and a value");
        }
    }

    static DeliveryRecord of(Delivery delivery) {
        List<String> headers = new ArrayList<>();
        for (String name : delivery.headers().names()) {
            for (String value : delivery.headers().values(name)) {
                headers.add(name);
                headers.add(value);
            }
        }
        return new DeliveryRecord(
                delivery.endpoint(),
                delivery.provider(),
                delivery.tenant().orElse(null),
                delivery.id().orElse(null),
                delivery.isIdSigned(),
                delivery.eventId().orElse(null),
                delivery.eventType().orElse(null),
                delivery.sentAt().orElse(null),
                delivery.receivedAt(),
                delivery.secretId().orElse(null),
                delivery.algorithm().map(Algorithm::schemeName).orElse(null),
                delivery.method(),
                delivery.url().orElse(null),
                delivery.payloadField().orElse(null),
                headers,
                delivery.bytes());
    }

    /** The delivery, which says that it was restored. */
    public Delivery restore() {
        RequestHead head = RequestHead.builder()
                .method(method)
                .url(url)
                .headers(Headers.of(headers.toArray(String[]::new)))
                .build();
        return new RestoredDelivery(this, head);
    }

    /** Compares all data, the body byte by byte. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DeliveryRecord that
                && Arrays.equals(body, that.body)
                && withoutBody().equals(that.withoutBody());
    }

    @Override
    public int hashCode() {
        return 31 * withoutBody().hashCode() + Arrays.hashCode(body);
    }

    private List<Object> withoutBody() {
        return Arrays.asList(
                endpoint,
                provider,
                tenant,
                id,
                idSigned,
                eventId,
                eventType,
                sentAt,
                receivedAt,
                secretId,
                algorithm,
                method,
                url,
                payloadField,
                headers);
    }

    /** The endpoint, the provider and the size; nothing that was sent. */
    @Override
    public String toString() {
        return "DeliveryRecord[endpoint=" + endpoint + ", provider=" + provider + ", " + body.length + " bytes]";
    }
}
