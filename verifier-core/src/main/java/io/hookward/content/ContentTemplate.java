package io.hookward.content;

import io.hookward.request.RejectedException;
import io.hookward.request.RejectionReason;
import io.hookward.request.WebhookRequest;
import io.hookward.scheme.Source;
import io.hookward.scheme.Template;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** A {@link Template} made ready: its literals are bytes already. */
public final class ContentTemplate {
    private final List<Step> steps;

    private record Step(
            byte @Nullable [] literal,
            Template.@Nullable Value value,
            @Nullable ContentTemplate ifPresent,
            @Nullable ContentTemplate encoded) {}

    public ContentTemplate(Template template) {
        this(template.parts());
    }

    private ContentTemplate(List<Template.Part> parts) {
        List<Step> compiled = new ArrayList<>(parts.size());
        for (Template.Part part : parts) {
            if (part instanceof Template.Literal literal) {
                compiled.add(new Step(literal.text().getBytes(StandardCharsets.UTF_8), null, null, null));
            } else if (part instanceof Template.Value value) {
                compiled.add(new Step(null, value, null, null));
            } else if (part instanceof Template.IfPresent optional) {
                compiled.add(new Step(null, null, new ContentTemplate(optional.parts()), null));
            } else if (part instanceof Template.Encoded encoded) {
                compiled.add(new Step(null, null, null, new ContentTemplate(encoded.parts())));
            }
        }
        this.steps = List.copyOf(compiled);
    }

    /**
     * The content of one request.
     *
     * @param timestamp the timestamp's text as received, or null if there is none
     * @param id the delivery id's text as received, or null if there is none
     * @throws RejectedException if a value is absent
     */
    public Content fill(RequestValues values, @Nullable String timestamp, @Nullable String id) {
        Content content = new Content();
        fill(content, values, timestamp, id);
        return content;
    }

    private void fill(Content content, RequestValues values, @Nullable String timestamp, @Nullable String id) {
        for (Step step : steps) {
            if (step.literal() != null) {
                content.add(step.literal());
            } else if (step.value() != null) {
                add(content, step.value(), values, timestamp, id);
            } else if (step.ifPresent() != null && step.ifPresent().isPresent(values)) {
                step.ifPresent().fill(content, values, timestamp, id);
            } else if (step.encoded() != null) {
                byte[] inner = step.encoded().fill(values, timestamp, id).bytes();
                content.add(filtered(inner, Template.Filter.BASE64URL));
            }
        }
    }

    private boolean isPresent(RequestValues values) {
        return steps.stream()
                .map(Step::value)
                .allMatch(value -> value == null || value.source() == null || values.find(value.source()) != null);
    }

    private static void add(
            Content content,
            Template.Value value,
            RequestValues values,
            @Nullable String timestamp,
            @Nullable String id) {
        WebhookRequest request = values.request();
        if (value.kind() == Template.Value.Kind.SECRET) {
            content.addSecret();
        } else if (value.kind() == Template.Value.Kind.BODY_WITH_SECRET) {
            addBodyWithSecret(content, source(value, values), request);
        } else if (value.kind() == Template.Value.Kind.BODY && value.filters().isEmpty()) {
            content.add(request.array(), request.offset(), request.length());
        } else if (value.kind() != Template.Value.Kind.BODY || !value.emptyIfAbsent() || request.length() > 0) {
            content.add(filtered(bytes(value, values, timestamp, id), value.filters()));
        }
    }

    /** Where the text comes twice in the body the first place counts; another choice gives a content nobody signed. */
    private static void addBodyWithSecret(Content content, byte[] text, WebhookRequest request) {
        int end = request.offset() + request.length();
        for (int start = request.offset(); start <= end - text.length; start++) {
            if (Arrays.equals(request.array(), start, start + text.length, text, 0, text.length)) {
                int rest = start + text.length;
                content.add(request.array(), request.offset(), start - request.offset());
                content.addSecret();
                content.add(request.array(), rest, end - rest);
                return;
            }
        }
        throw RejectedException.untraced(
                RejectionReason.BODY_MALFORMED, "the signature does not stand in the body as it is");
    }

    private static byte[] bytes(
            Template.Value value, RequestValues values, @Nullable String timestamp, @Nullable String id) {
        WebhookRequest request = values.request();
        return switch (value.kind()) {
            case BODY -> Arrays.copyOfRange(request.array(), request.offset(), request.offset() + request.length());
            case TIMESTAMP ->
                HeaderText.bytes(present(timestamp, RejectionReason.TIMESTAMP_MISSING, "the time of sending"));
            case ID -> HeaderText.bytes(present(id, RejectionReason.HEADER_MISSING, "the delivery id"));
            case METHOD -> request.method().toUpperCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
            case URL -> url(request).getBytes(StandardCharsets.UTF_8);
            case URL_WITH_PORT -> PublicUrl.withPort(url(request)).getBytes(StandardCharsets.UTF_8);
            case URL_WITHOUT_PORT -> PublicUrl.withoutPort(url(request)).getBytes(StandardCharsets.UTF_8);
            case URL_WITHOUT_QUERY -> PublicUrl.withoutQuery(url(request)).getBytes(StandardCharsets.UTF_8);
            case URL_FORM_SORTED ->
                Parameters.urlFormSorted(url(request), request).getBytes(StandardCharsets.UTF_8);
            case PATH -> PublicUrl.path(url(request)).getBytes(StandardCharsets.UTF_8);
            case FORM_SORTED -> Parameters.formSorted(request).getBytes(StandardCharsets.UTF_8);
            case FORM_PHP -> Parameters.formPhp(request).getBytes(StandardCharsets.UTF_8);
            case PARAMETERS_SORTED -> Parameters.parametersSorted(request).getBytes(StandardCharsets.UTF_8);
            case HEADER_VALUES, HEADER_PAIRS, HEADER_LINES ->
                HeaderText.bytes(NamedHeaders.text(value.kind(), HeaderText.text(source(value, values)), request));
            case SOURCE -> source(value, values);
            case SECRET, SECRET_ID, BODY_WITH_SECRET ->
                throw new IllegalStateException("the secret is added by the one who knows it");
        };
    }

    private static byte[] source(Template.Value value, RequestValues values) {
        Source source = Objects.requireNonNull(value.source(), "a placeholder of this kind has a source");
        boolean inHeader = source.kind() == Source.Kind.HEADER || source.kind() == Source.Kind.SIGNATURE;
        RejectionReason missing = source.isInBody() ? RejectionReason.BODY_MALFORMED : RejectionReason.HEADER_MISSING;
        String found = values.find(source);
        if (found == null && value.emptyIfAbsent()) {
            return new byte[0];
        }
        String text = present(found, missing, source.toString());
        return inHeader ? HeaderText.bytes(text) : text.getBytes(StandardCharsets.UTF_8);
    }

    private static String present(@Nullable String text, RejectionReason reason, String what) {
        if (text == null) {
            throw RejectedException.untraced(reason, what + " is signed, but missing");
        }
        return text;
    }

    private static String url(WebhookRequest request) {
        String url = request.url();
        if (url == null) {
            throw RejectedException.untraced(
                    RejectionReason.URL_MISMATCH,
                    "the scheme signs the public URL, and the endpoint was not told its own: set its public URL");
        }
        return url;
    }

    private static byte[] filtered(byte[] bytes, List<Template.Filter> filters) {
        byte[] result = bytes;
        for (Template.Filter filter : filters) {
            result = filtered(result, filter);
        }
        return result;
    }

    private static byte[] filtered(byte[] bytes, Template.Filter filter) {
        return switch (filter) {
            case LOWER -> HeaderText.text(bytes).toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
            case UPPER -> HeaderText.text(bytes).toUpperCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
            case SHA256 -> hash("SHA-256", bytes);
            case SHA512 -> hash("SHA-512", bytes);
            case HEX -> HexFormat.of().formatHex(bytes).getBytes(StandardCharsets.US_ASCII);
            case BASE64 -> Base64.getEncoder().encode(bytes);
            case BASE64URL -> Base64.getUrlEncoder().withoutPadding().encode(bytes);
            case CRC32 -> crc32(bytes).getBytes(StandardCharsets.US_ASCII);
            case JSON_COMPACT -> JsonText.compact(bytes);
            case JSON_CANONICAL -> JsonText.canonical(bytes);
            case JSON_STRING -> JsonString.quoted(bytes);
            case JSON_HTML -> JsonString.htmlSafe(bytes);
            case DECODE_RESERVED ->
                PublicUrl.decodeReserved(new String(bytes, StandardCharsets.UTF_8))
                        .getBytes(StandardCharsets.UTF_8);
            case HMAC -> throw new IllegalStateException("an HMAC stands only in the answer to a handshake");
        };
    }

    private static byte[] hash(String algorithm, byte[] bytes) {
        MessageDigest digest = Content.digest(algorithm);
        return digest.digest(bytes);
    }

    private static String crc32(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return Long.toString(crc.getValue());
    }
}
