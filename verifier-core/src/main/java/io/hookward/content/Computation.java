package io.hookward.content;

import io.hookward.request.RejectedException;
import io.hookward.request.RejectionReason;
import io.hookward.scheme.Source;
import io.hookward.scheme.Template;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How the bytes of a value are found in a request.
 *
 * @param slot the number of the value's source, or -1 if it has none
 * @param id the alternatives for the delivery id
 */
record Computation(Template.Value value, int slot, @Nullable Alternatives id) {
    byte[] bytes(RequestValues values) {
        if (value.kind() == Template.Value.Kind.BODY && value.emptyIfAbsent() && values.length() == 0) {
            return new byte[0];
        }
        byte[] bytes = unfiltered(values);
        for (Template.Filter filter : value.filters()) {
            bytes = Filters.apply(filter, bytes);
        }
        return bytes;
    }

    private byte[] unfiltered(RequestValues values) {
        return switch (value.kind()) {
            case BODY -> Arrays.copyOfRange(values.array(), values.offset(), values.offset() + values.length());
            case TIMESTAMP ->
                HeaderText.bytes(present(
                        slot < 0 ? null : values.find(slot), RejectionReason.TIMESTAMP_MISSING, "the timestamp"));
            case ID ->
                HeaderText.bytes(present(
                        id == null ? null : id.textIn(values), RejectionReason.HEADER_MISSING, "the delivery id"));
            case METHOD -> utf8(values.head().method().toUpperCase(Locale.ROOT));
            case URL -> utf8(url(values));
            case URL_WITH_PORT -> utf8(UrlParts.withPort(url(values)));
            case URL_WITHOUT_PORT -> utf8(UrlParts.withoutPort(url(values)));
            case URL_WITHOUT_QUERY -> utf8(UrlParts.withoutQuery(url(values)));
            case URL_FORM_SORTED -> utf8(Parameters.urlFormSorted(url(values), values));
            case PATH -> utf8(UrlParts.path(url(values)));
            case FORM_SORTED -> utf8(Parameters.formSorted(values));
            case FORM_PHP -> utf8(Parameters.formPhp(values));
            case PARAMETERS_SORTED -> utf8(Parameters.parametersSorted(values));
            case HEADER_VALUES, HEADER_PAIRS, HEADER_LINES ->
                HeaderText.bytes(NamedHeaders.text(value.kind(), HeaderText.text(source(values)), values));
            case SOURCE, BODY_WITH_SECRET -> source(values);
            case SECRET, SECRET_ID, CHALLENGE_TOKEN_URL ->
                throw new IllegalStateException("the secret is added by whoever knows it");
        };
    }

    private byte[] source(RequestValues values) {
        Source source = value.source();
        if (source == null) {
            throw new IllegalStateException("a placeholder of this kind has a source");
        }
        boolean inHeader = source.kind() == Source.Kind.HEADER || source.kind() == Source.Kind.SIGNATURE;
        RejectionReason missing = source.isInBody() ? RejectionReason.BODY_MALFORMED : RejectionReason.HEADER_MISSING;
        String found = values.find(slot);
        if (found == null && value.emptyIfAbsent()) {
            if (values.holdsNoText(slot)) {
                throw RejectedException.untraced(
                        RejectionReason.BODY_MALFORMED, source + " is signed, and has no text");
            }
            return new byte[0];
        }
        String text = present(found, missing, source.toString());
        return inHeader ? HeaderText.bytes(text) : utf8(text);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String present(@Nullable String text, RejectionReason reason, String what) {
        if (text == null) {
            throw RejectedException.untraced(reason, what + " is signed, but missing");
        }
        return text;
    }

    private static String url(RequestValues values) {
        String url = values.head().url();
        if (url == null) {
            throw RejectedException.untraced(
                    RejectionReason.URL_MISMATCH,
                    "the scheme signs the public URL, and the endpoint has none: set its public URL");
        }
        return url;
    }

    /** The placeholder as a scheme file has it. */
    @Override
    public String toString() {
        String name = value.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
        Source source = value.source();
        String place = source == null
                ? name
                : value.kind() == Template.Value.Kind.SOURCE ? source.toString() : name + ":" + source;
        return place
                + value.filters().stream()
                        .map(filter ->
                                "|" + filter.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                        .collect(Collectors.joining());
    }
}
