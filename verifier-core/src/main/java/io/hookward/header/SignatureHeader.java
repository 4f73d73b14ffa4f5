package io.hookward.header;

import io.hookward.content.JsonText;
import io.hookward.request.RejectedException;
import io.hookward.request.RejectionReason;
import io.hookward.request.WebhookRequest;
import io.hookward.scheme.Encoding;
import io.hookward.scheme.SignatureField;
import io.hookward.scheme.Source;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Takes the signatures out of a request's signature header, in the syntax that the scheme describes. */
public final class SignatureHeader {
    /** Longer values are refused unread: the longest honest ones, signed tokens, have about 4,000 characters. */
    public static final int LONGEST = 8192;

    /** More signatures than this are refused: an honest sender has one for each secret in use. */
    public static final int MOST_SIGNATURES = 32;

    /** Whole groups of labelled items: one for each secret in use, and two are in use while a provider changes it. */
    private static final int MOST_GROUPS = 2;

    /** Groups in all headers together: each may have its own content, which is hashed for each secret. */
    private static final int MOST_CONTENTS = 4;

    private static final Pattern ALGORITHM_LABEL = Pattern.compile("(?i)(md5|sha-?(1|224|256|384|512))[=,: ].*");
    private static final Pattern VERSION = Pattern.compile("v[0-9]+[a-z]*");

    private final SignatureField field;

    public SignatureHeader(SignatureField field) {
        this.field = field;
    }

    /**
     * The signatures that stand together with the same other items.
     *
     * @param signatures their text without prefixes, not decoded yet; empty if the header has none that the scheme knows
     * @param items the other items of the header by label or position
     */
    public record Group(List<String> signatures, Map<String, String> items) {}

    /**
     * Finds the signatures.
     *
     * @param lookup gives the value of a source that is not a header, or null
     * @return null if the request carries no signature header at all
     * @throws RejectedException if it carries one that does not have the syntax, or no signature of a known version
     */
    @Nullable
    public List<Group> find(WebhookRequest request, Function<Source, @Nullable String> lookup) {
        List<Group> groups = new ArrayList<>(1);
        boolean present = false;
        for (Source source : field.sources()) {
            for (String value : values(request, source, lookup)) {
                if (!value.isBlank()) {
                    present = true;
                    checkLength(value, source);
                    read(value, groups);
                }
            }
        }
        return present ? merged(groups) : null;
    }

    /** One group for all signatures with the same items, so that their content is hashed once. */
    private static List<Group> merged(List<Group> groups) {
        if (groups.size() < 2) {
            return groups;
        }
        Map<Map<String, String>, Group> byItems = new LinkedHashMap<>();
        int signatures = 0;
        for (Group group : groups) {
            signatures += group.signatures().size();
            Group same = byItems.putIfAbsent(group.items(), group);
            if (same != null) {
                same.signatures().addAll(group.signatures());
            }
        }
        if (signatures > MOST_SIGNATURES || byItems.size() > MOST_CONTENTS) {
            throw tooMany();
        }
        return List.copyOf(byItems.values());
    }

    /** Why a present header has no usable signature. */
    public static RejectedException unknownVersion(SignatureField field, WebhookRequest request) {
        for (Source source : field.sources()) {
            for (String value : request.headers().values(source.name())) {
                boolean own = field.prefixes().stream().anyMatch(value.strip()::startsWith);
                if (!own && ALGORITHM_LABEL.matcher(value).matches()) {
                    return RejectedException.untraced(
                            RejectionReason.ALGORITHM_UNSUPPORTED,
                            "the signature is labelled with an algorithm that is not the scheme's");
                }
            }
        }
        return field.syntax() == SignatureField.Syntax.LIST || field.syntax() == SignatureField.Syntax.PAIRS
                ? RejectedException.untraced(
                        RejectionReason.SIGNATURE_VERSION_UNKNOWN, "no signature has a version that the scheme knows")
                : RejectedException.untraced(
                        RejectionReason.SIGNATURE_MALFORMED, "the signature lacks the scheme's prefix");
    }

    private List<String> values(WebhookRequest request, Source source, Function<Source, @Nullable String> lookup) {
        if (source.kind() != Source.Kind.HEADER) {
            String value = lookup.apply(source);
            return value == null ? List.of() : List.of(value);
        }
        List<String> values = request.headers().values(source.name());
        if (values.size() > 1 && !field.repeatable()) {
            throw RejectedException.untraced(
                    RejectionReason.SIGNATURE_MALFORMED, "the header " + source.name() + " comes more than once");
        }
        return values;
    }

    /** A value in the body is as long as the endpoint's limit for bodies allows. */
    private static void checkLength(String value, Source source) {
        if (value.length() > LONGEST && !source.isInBody()) {
            throw RejectedException.untraced(
                    RejectionReason.SIGNATURE_MALFORMED,
                    "the signature has " + value.length() + " characters, more than " + LONGEST);
        }
    }

    private void read(String value, List<Group> groups) {
        String separator = field.groupSeparator();
        List<String> texts = separator == null ? List.of(value) : split(value, core(separator), MOST_GROUPS);
        for (String text : texts) {
            Group group = new Group(new ArrayList<>(1), new HashMap<>(4));
            switch (field.syntax()) {
                case SINGLE -> addSignature(text.strip(), group);
                case LIST -> split(text, field.separator(), MOST_SIGNATURES).forEach(item -> addSignature(item, group));
                case PAIRS -> readPairs(text, group);
                case POSITIONS -> readPositions(text, group);
                case JSON -> readJson(text.strip(), group);
                case JWT -> readJwt(text.strip(), group);
            }
            groups.add(group);
        }
    }

    private void readPairs(String text, Group group) {
        boolean version = false;
        for (String item : split(text, core(field.separator()), MOST_SIGNATURES)) {
            int equals = item.indexOf(field.assign());
            if (equals <= 0) {
                throw RejectedException.untraced(
                        RejectionReason.SIGNATURE_MALFORMED, "an item of the signature header has no label");
            }
            String label = item.substring(0, equals).strip();
            String value = item.substring(equals + field.assign().length()).strip();
            if (field.labels().contains(SignatureField.ANY_LABEL)) {
                addSignature(value, group);
            }
            if (field.labels().contains(label)) {
                addSignature(value, group);
            } else if (VERSION.matcher(label).matches()) {
                version = true;
            } else if (group.items().put(label, value) != null) {
                throw RejectedException.untraced(
                        RejectionReason.SIGNATURE_MALFORMED, "a label of the signature header comes more than once");
            }
        }
        if (group.signatures().isEmpty() && !version) {
            throw RejectedException.untraced(
                    RejectionReason.SIGNATURE_MALFORMED, "the signature header has no signature item");
        }
    }

    private void readJson(String text, Group group) {
        byte[] json = Encoding.BASE64.decode(text);
        if (json == null) {
            throw RejectedException.untraced(RejectionReason.SIGNATURE_MALFORMED, "the signature header is not Base64");
        }
        for (Map.Entry<String, String> item : JsonText.flatFields(json, 0, json.length)) {
            if (field.labels().contains(item.getKey())) {
                addSignature(item.getValue(), group);
            } else {
                group.items().put(item.getKey(), item.getValue());
            }
        }
    }

    private void readJwt(String text, Group group) {
        for (String prefix : field.prefixes()) {
            if (text.startsWith(prefix)) {
                String signature = JsonWebToken.read(text.substring(prefix.length()), group.items());
                if (!signature.isEmpty()) {
                    group.signatures().add(signature);
                }
                return;
            }
        }
    }

    private void readPositions(String text, Group group) {
        String[] items = text.split(Pattern.quote(field.separator()), MOST_SIGNATURES + 1);
        if (items.length > MOST_SIGNATURES) {
            throw tooMany();
        }
        for (int i = 0; i < items.length; i++) {
            if (i < field.position()) {
                group.items().put(String.valueOf(i), items[i].strip());
            } else {
                addSignature(items[i].strip(), group);
            }
        }
        if (group.signatures().isEmpty()) {
            throw RejectedException.untraced(
                    RejectionReason.SIGNATURE_MISSING, "the signature header has no signature item");
        }
    }

    private void addSignature(String text, Group group) {
        for (String prefix : field.prefixes()) {
            if (text.length() > prefix.length()
                    && text.regionMatches(field.prefixIgnoresCase(), 0, prefix, 0, prefix.length())) {
                group.signatures().add(text.substring(prefix.length()));
                return;
            }
        }
    }

    /** The items between separators, without blanks around them and without empty ones. */
    private static List<String> split(String text, String divider, int most) {
        List<String> items = new ArrayList<>(4);
        int start = 0;
        while (start <= text.length()) {
            int end = text.indexOf(divider, start);
            end = end < 0 ? text.length() : end;
            String item = text.substring(start, end).strip();
            if (!item.isEmpty()) {
                if (items.size() == most) {
                    throw tooMany();
                }
                items.add(item);
            }
            start = end + divider.length();
        }
        return items;
    }

    /** A separator without its blanks: those beside it are taken off the items, whether they come or not. */
    private static String core(String separator) {
        return separator.isBlank() ? separator : separator.strip();
    }

    private static RejectedException tooMany() {
        return RejectedException.untraced(
                RejectionReason.SIGNATURE_MALFORMED, "the signature header has more items than an honest sender needs");
    }

    /** Writes signatures the way {@link #find} reads them, for senders. */
    public static String write(SignatureField field, List<String> signatures, Map<String, String> items) {
        String prefix = field.prefixes().get(0);
        List<String> texts = new ArrayList<>();
        switch (field.syntax()) {
            case SINGLE, LIST -> signatures.forEach(signature -> texts.add(prefix + signature));
            case PAIRS -> {
                items.forEach((label, value) -> texts.add(label + field.assign() + value));
                signatures.forEach(signature -> texts.add(label(field) + field.assign() + prefix + signature));
            }
            case POSITIONS -> {
                items.values().forEach(texts::add);
                texts.addAll(signatures);
            }
            case JWT -> texts.add(prefix + items.get("signed") + '.' + signatures.get(0));
            case JSON -> throw new UnsupportedOperationException("a signature inside JSON is not written");
        }
        return String.join(field.separator(), texts);
    }

    private static String label(SignatureField field) {
        String label = field.labels().get(0);
        return label.equals(SignatureField.ANY_LABEL) ? "v1" : label;
    }
}
