package io.hookward.testkit;

import io.hookward.request.WebhookRequest;
import io.hookward.scheme.Algorithm;
import io.hookward.scheme.Encoding;
import io.hookward.scheme.SignatureField;
import io.hookward.scheme.SignatureScheme;
import io.hookward.scheme.SigningMethod;
import io.hookward.scheme.Source;
import io.hookward.scheme.Template;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;

/** Copies of a signed request in which one bit is another, of all that a signature must cover: none may be accepted. */
final class BitFlips {
    private static final Source BYTES = Source.parse("fingerprint");

    private final SigningMethod method;
    private final SignaturePlace signature;
    private final WebhookRequest request;
    private final String signatureText;

    BitFlips(SignatureScheme scheme, int variant, WebhookRequest request) {
        this.method = scheme.methods().get(variant);
        this.signature = new Placement(scheme, variant).signature();
        this.request = request;
        this.signatureText = text(signature, request);
    }

    /** Gives the copies, each with the place of its bit: all of them, or of each part a random choice of some. */
    void each(int some, Random random, BiConsumer<String, WebhookRequest> consumer) {
        bits(signatureText.length(), some, random).forEach(bit -> flipSignature(bit, consumer));
        if (method.isSigned(BYTES) || signsForm()) {
            byte[] body = Requests.bytes(request);
            bits(body.length, some / 4, random).forEach(bit -> flipBody(body, bit, consumer));
        }
        for (String header : request.headers().names()) {
            String value = String.valueOf(request.headers().first(header));
            if (isSigned(header)) {
                bits(value.length(), some, random)
                        .forEach(bit -> consumer.accept(
                                "bit " + bit + " of " + header, Requests.with(request, header, flipped(value, bit))));
            }
        }
        for (Template.Value value : method.content().values()) {
            Source source = value.source();
            if (source != null && source.isInBody() && value.kind() == Template.Value.Kind.SOURCE) {
                flipField(new SignaturePlace(source), source.toString(), some, random, consumer);
            }
        }
    }

    private void flipField(
            SignaturePlace field, String name, int some, Random random, BiConsumer<String, WebhookRequest> consumer) {
        bits(text(field, request).length(), some, random)
                .forEach(bit ->
                        consumer.accept("bit " + bit + " of " + name, field.edit(request, text -> flipped(text, bit))));
    }

    private void flipSignature(int bit, BiConsumer<String, WebhookRequest> consumer) {
        String other = flipped(signatureText, bit);
        if (!isOfAnyLabel(bit / 8) && !isSameInOtherCase(other)) {
            consumer.accept("bit " + bit + " of the signature", signature.edit(request, text -> other));
        }
    }

    /** Whether a character stands in the label of a signature that may have any. */
    private boolean isOfAnyLabel(int at) {
        SignatureField field = method.signature();
        if (!field.labels().contains(SignatureField.ANY_LABEL)) {
            return false;
        }
        int before = signatureText.lastIndexOf(field.separator(), at);
        int start = before < 0 ? 0 : before + field.separator().length();
        int assign = signatureText.indexOf(field.assign(), start);
        return at >= start
                && at < assign
                && !method.isSigned(new Source(Source.Kind.SIGNATURE, signatureText.substring(start, assign)));
    }

    private void flipBody(byte[] body, int bit, BiConsumer<String, WebhookRequest> consumer) {
        byte[] flipped = body.clone();
        flipped[bit / 8] ^= (byte) (1 << bit % 8);
        WebhookRequest other = Requests.withBody(request, flipped);
        boolean sameFields = signsForm() && decoded(flipped).equals(decoded(body));
        if (!sameFields && !(isInBody() && onlySignatureDiffers(flipped))) {
            consumer.accept("bit " + bit + " of the body", other);
        }
    }

    private boolean onlySignatureDiffers(byte[] flipped) {
        String before = new String(Requests.bytes(request), StandardCharsets.ISO_8859_1);
        String after = new String(flipped, StandardCharsets.ISO_8859_1);
        int at = before.indexOf(signatureText);
        int end = at + signatureText.length();
        return at >= 0
                && before.substring(0, at).equals(after.substring(0, at))
                && before.substring(end).equals(after.substring(end))
                && isSameInOtherCase(after.substring(at, end));
    }

    /** Hex digits and some prefixes may be of either case: another spelling of the same signature. */
    private boolean isSameInOtherCase(String other) {
        boolean caseCounts = !method.signature().encodings().contains(Encoding.HEX)
                && !method.signature().prefixIgnoresCase()
                && method.algorithms().get(0) != Algorithm.TOKEN;
        return !caseCounts && other.equalsIgnoreCase(signatureText);
    }

    private boolean isInBody() {
        return method.signature().sources().get(0).isInBody();
    }

    private boolean signsForm() {
        return method.signs(Template.Value.Kind.FORM_SORTED) || method.signs(Template.Value.Kind.URL_FORM_SORTED);
    }

    private static List<String> decoded(byte[] form) {
        return Arrays.stream(new String(form, StandardCharsets.ISO_8859_1).split("[&=]", -1))
                .map(BitFlips::decode)
                .toList();
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException noEscape) {
            return text;
        }
    }

    private boolean isSigned(String header) {
        boolean listed = method.content().values().stream()
                .anyMatch(value -> value.kind().listsHeaders());
        boolean holdsSignature = method.signature().sources().stream()
                .anyMatch(source ->
                        source.kind() == Source.Kind.HEADER && source.name().equalsIgnoreCase(header));
        return !holdsSignature && (listed || method.isSigned(new Source(Source.Kind.HEADER, header)));
    }

    private static String text(SignaturePlace place, WebhookRequest request) {
        StringBuilder found = new StringBuilder();
        place.edit(request, text -> {
            found.append(text);
            return text;
        });
        return found.toString();
    }

    private static IntStream bits(int bytes, int some, Random random) {
        int all = bytes * 8;
        return all == 0 || all <= some ? IntStream.range(0, all) : random.ints(some, 0, all);
    }

    private static String flipped(String text, int bit) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        bytes[bit / 8] ^= (byte) (1 << bit % 8);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
