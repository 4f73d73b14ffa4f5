package io.hookward.spring;

import io.hookward.request.Delivery;
import io.hookward.request.FormPart;
import io.hookward.request.Headers;
import io.hookward.scheme.Algorithm;
import java.io.InputStream;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Wraps a delivery of the core, and binds its payload with the application's reader. */
final class DefaultWebhookDelivery implements WebhookDelivery {
    private final Delivery delivery;
    private final PayloadReader reader;

    DefaultWebhookDelivery(Delivery delivery, PayloadReader reader) {
        this.delivery = delivery;
        this.reader = reader;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> T payload(Class<T> type) {
        return (T) reader.read(delivery.payload(), type);
    }

    @Override
    public Object payload(Type type) {
        return reader.read(delivery.payload(), type);
    }

    @Override
    public Map<String, List<String>> form() {
        return delivery.form();
    }

    @Override
    public List<FormPart> parts() {
        return delivery.parts();
    }

    @Override
    public byte[] payload() {
        return delivery.payload();
    }

    @Override
    public Optional<String> payloadField() {
        return delivery.payloadField();
    }

    @Override
    public String endpoint() {
        return delivery.endpoint();
    }

    @Override
    public String provider() {
        return delivery.provider();
    }

    @Override
    public Optional<String> tenant() {
        return delivery.tenant();
    }

    @Override
    public Instant receivedAt() {
        return delivery.receivedAt();
    }

    @Override
    public Optional<Algorithm> algorithm() {
        return delivery.algorithm();
    }

    @Override
    public String method() {
        return delivery.method();
    }

    @Override
    public Optional<String> url() {
        return delivery.url();
    }

    @Override
    public boolean isRestored() {
        return delivery.isRestored();
    }

    @Override
    public Optional<String> id() {
        return delivery.id();
    }

    @Override
    public boolean isIdSigned() {
        return delivery.isIdSigned();
    }

    @Override
    public Optional<String> eventId() {
        return delivery.eventId();
    }

    @Override
    public Optional<String> eventType() {
        return delivery.eventType();
    }

    @Override
    public Optional<Instant> sentAt() {
        return delivery.sentAt();
    }

    @Override
    public Optional<String> secretId() {
        return delivery.secretId();
    }

    @Override
    public Headers headers() {
        return delivery.headers();
    }

    @Override
    public ByteBuffer body() {
        return delivery.body();
    }

    @Override
    public byte[] bytes() {
        return delivery.bytes();
    }

    @Override
    public InputStream stream() {
        return delivery.stream();
    }

    @Override
    public JsonNode json() {
        return delivery.json();
    }

    @Override
    public <T> T json(Class<T> type) {
        return delivery.json(type);
    }

    @Override
    public Optional<String> replayKey() {
        return delivery.replayKey();
    }

    @Override
    public Optional<String> contentKey() {
        return delivery.contentKey();
    }

    @Override
    public String toString() {
        return delivery.toString();
    }
}
