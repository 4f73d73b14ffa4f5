package io.hookward.testkit;

import io.hookward.request.WebhookRequest;
import io.hookward.scheme.Source;
import io.hookward.secret.Secret;
import io.hookward.sign.WebhookSigner;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One delivery of a {@link SimulatedProvider}: what it says, and then how it goes out. The methods that give a
 * {@link WebhookRequest} change nothing here, so that a delivery can be sent again: as an honest provider does it, signed
 * anew at the time of its clock, unless {@link #sentAt} holds that fast.
 *
 * <p>Without further choices it has a random id, the first event type that the scheme knows, and a {@link SampleBody}
 * with a number of its own, so that no two deliveries have the same signature.
 * Not for use by several threads.
 */
public final class TestDelivery {
    private static final Secret FORGERS = Secret.builder(
                    "nobody gave this to the forger".getBytes(StandardCharsets.US_ASCII))
            .id("forged")
            .build();

    private static final AtomicLong NUMBERS = new AtomicLong();

    private final SimulatedProvider provider;
    private final Placement placement;
    private final long number = NUMBERS.incrementAndGet();
    private final Map<String, Object> fields = new LinkedHashMap<>();
    private final Map<String, String> headers = new LinkedHashMap<>();
    private String method = "POST";
    private String eventType;
    private @Nullable String id = UUID.randomUUID().toString();
    private @Nullable Instant sentAt;
    private byte @Nullable [] body;

    TestDelivery(SimulatedProvider provider) {
        this.provider = provider;
        this.placement = new Placement(provider.scheme(), provider.variant());
        this.eventType =
                provider.scheme().facts().eventTypes().stream().findFirst().orElse("sample.created");
    }

    /**
     * The delivery id, in the header or the field where the scheme has it; random unless set. Where the scheme takes the hash
     * of the body for the id, there is none to set, and another body has another.
     */
    public TestDelivery id(String id) {
        this.id = id;
        return this;
    }

    /** Leaves out the delivery id. A scheme that signs the id cannot do without. */
    public TestDelivery withoutId() {
        this.id = null;
        return this;
    }

    /** The event type; the first that the scheme knows unless set. */
    public TestDelivery eventType(String eventType) {
        this.eventType = eventType;
        return this;
    }

    /** The timestamp. Unless set, the provider's clock supplies it for each request. */
    public TestDelivery sentAt(Instant sentAt) {
        this.sentAt = sentAt;
        return this;
    }

    /** Another field of the sample body; see {@link SampleBody#field}. Without effect beside {@link #body}. */
    public TestDelivery field(String pointer, Object value) {
        fields.put(pointer, value);
        return this;
    }

    /** A body in place of the sample. Id, type and time must stand in it already where the scheme reads them there. */
    public TestDelivery body(byte[] body) {
        this.body = body;
        return this;
    }

    /** A body, in UTF-8, in place of the sample; see {@link #body(byte[])}. */
    public TestDelivery body(String body) {
        return body(body.getBytes(StandardCharsets.UTF_8));
    }

    /** Another header; one that the scheme itself sets is replaced. */
    public TestDelivery header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /** The HTTP method; {@code POST} unless set. */
    public TestDelivery method(String method) {
        this.method = method;
        return this;
    }

    /**
     * As it should be.
     *
     * @throws IllegalArgumentException if the scheme signs something that is not set, or only the provider's private key
     *     can sign
     */
    public WebhookRequest valid() {
        return signedBy(provider.secret());
    }

    /**
     * Signed by other secrets than the provider's: by its old one, or by the new and the old one, as in the middle of a
     * change. Several make several signatures where the scheme's header has room for them.
     */
    public WebhookRequest signedBy(Secret... secrets) {
        return sign(sentAt == null ? provider.clock().instant() : sentAt, secrets);
    }

    /** Signed by somebody who does not know the secret. */
    public WebhookRequest forged() {
        return signedBy(FORGERS);
    }

    /** Without a signature. */
    public WebhookRequest unsigned() {
        return placement.signature().edit(valid(), signature -> null);
    }

    /**
     * With one bit of the body changed after it was signed: in its last digit, so that JSON stays JSON, or else in its
     * last byte. A scheme that does not sign the body, such as a token, does not notice.
     *
     * @throws IllegalStateException if the body is empty
     */
    public WebhookRequest tampered() {
        WebhookRequest signed = valid();
        byte[] bytes = Requests.bytes(signed);
        if (bytes.length == 0) {
            throw new IllegalStateException("an empty body has no bit to change");
        }
        int place = bytes.length - 1;
        while (place > 0 && !isDigit(bytes[place])) {
            place--;
        }
        bytes[isDigit(bytes[place]) ? place : bytes.length - 1] ^= 1;
        return Requests.withBody(signed, bytes);
    }

    /** With a signature that lacks its last character, so that it cannot be decoded. A token is merely wrong then. */
    public WebhookRequest malformed() {
        return withSignature(signature -> signature.substring(0, signature.length() - 1));
    }

    /**
     * With the header, parameter or field that carries the signature changed after signing.
     *
     * @param change gets the whole value that {@link #valid} has there, and gives the one to send instead
     */
    public WebhookRequest withSignature(UnaryOperator<String> change) {
        return placement.signature().edit(valid(), change::apply);
    }

    /**
     * With another text in the header of the timestamp, or without that header, changed after signing.
     *
     * @param text the text to send, or null to send none
     * @throws IllegalStateException if the scheme's timestamp is not in a header of its own
     */
    public WebhookRequest withTimestamp(@Nullable String text) {
        String header = placement.timestampHeader();
        return text == null ? Requests.without(valid(), header) : Requests.with(valid(), header, text);
    }

    /**
     * Sent twice as long ago as the provider recommends to accept, and at least a day. Without effect if the time stands
     * in a {@link #body} of one's own.
     *
     * @throws IllegalStateException if the scheme signs no timestamp
     */
    public WebhookRequest stale() {
        return sign(provider.clock().instant().minus(placement.intolerable()), provider.secret());
    }

    /**
     * Sent in the future, as far ahead as {@link #stale} lies back.
     *
     * @throws IllegalStateException if the scheme signs no timestamp
     */
    public WebhookRequest inTheFuture() {
        return sign(provider.clock().instant().plus(placement.intolerable()), provider.secret());
    }

    private WebhookRequest sign(Instant time, Secret... secrets) {
        SampleBody sample = sample(time);
        WebhookSigner.Draft draft = WebhookSigner.of(provider.scheme(), provider.variant(), secrets)
                .draft()
                .method(method)
                .url(placement.withQuery(provider.url(), id))
                .id(id)
                .eventType(eventType)
                .sentAt(time)
                .body(body == null ? sample.bytes() : body.clone())
                .header("Content-Type", sample.contentType());
        placement.extras(id != null).forEach((source, text) -> {
            if (source.kind() == Source.Kind.HEADER) {
                draft.header(source.name(), text);
            } else {
                draft.signatureItem(source.name(), text);
            }
        });
        headers.forEach(draft::header);
        return draft.sign();
    }

    private SampleBody sample(Instant time) {
        SampleBody sample = SampleBody.of(provider.scheme(), provider.variant()).number(number);
        if (id != null) {
            sample.id(id);
        }
        sample.eventType(eventType);
        String timeText = placement.timeText(time);
        if (timeText != null) {
            sample.sentAt(timeText);
        }
        fields.forEach(sample::field);
        return sample;
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    /** The id, and nothing that is sent. */
    @Override
    public String toString() {
        return "TestDelivery[" + id + "]";
    }
}
