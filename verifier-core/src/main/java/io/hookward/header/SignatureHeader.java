package io.hookward.header;

import io.hookward.content.JsonText;
import io.hookward.content.RequestValues;
import io.hookward.content.ValueTable;
import io.hookward.request.RejectedException;
import io.hookward.request.RejectionReason;
import io.hookward.scheme.Algorithm;
import io.hookward.scheme.Encoding;
import io.hookward.scheme.SignatureField;
import io.hookward.scheme.SigningMethod;
import io.hookward.scheme.Source;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Takes the signatures out of a request's signature header, in the syntax that a signing method describes. Safe for use by
 * several threads.
 */
public final class SignatureHeader {
    /** Longer values are refused unread: the longest honest ones, signed tokens, have about 4,000 characters. */
    public static final int LONGEST = 8192;

    /** More signatures than this are refused: an honest sender has one for each secret in use. */
    public static final int MOST_SIGNATURES = 32;

    /** Groups in all headers together: each may have its own content, which is hashed for each secret. */
    private static final int MOST_CONTENTS = 4;

    private static final Pattern ALGORITHM_LABEL = Pattern.compile("(?i)(md5|sha-?(1|224|256|384|512))[=,: ].*");

    private final SignatureField field;
    private final List<Source> sources;
    private final int[] sourceSlots;
    private final boolean[] acceptedLengths;
    private final boolean anyLength;
    private final SignatureItems items;

    /** The header of a method. The table must be complete but for the sources of the signature. */
    public SignatureHeader(SigningMethod method, ValueTable table) {
        this.field = method.signature();
        this.sources = field.sources();
        this.sourceSlots = sources.stream().mapToInt(table::slot).toArray();
        this.anyLength = method.algorithms().stream().anyMatch(one -> one.length() == Algorithm.ANY_LENGTH);
        int longest =
                method.algorithms().stream().mapToInt(Algorithm::length).max().orElse(0);
        this.acceptedLengths = new boolean[Math.max(0, longest) + 1];
        method.algorithms().stream()
                .mapToInt(Algorithm::length)
                .filter(length -> length >= 0)
                .forEach(length -> acceptedLengths[length] = true);
        this.items = new SignatureItems(table.signatureItems());
    }

    /** The numbers of the places that items of the header fill, in the order of {@link SignatureGroup#items}. */
    public int[] itemSlots() {
        return items.slots();
    }

    /**
     * Finds the signatures.
     *
     * @return the first group, or null if the request carries no signature at all
     * @throws RejectedException if it carries one that does not have the syntax, or no signature of a known version
     */
    public @Nullable SignatureGroup find(RequestValues values) {
        SignatureGroup first = null;
        for (int i = 0; i < sourceSlots.length; i++) {
            Source source = sources.get(i);
            if (source.kind() == Source.Kind.HEADER) {
                List<String> all = values.headers().values(source.name());
                if (all.size() > 1 && !field.repeatable()) {
                    throw malformed("the header " + source.name() + " comes more than once");
                }
                for (int j = 0; j < all.size(); j++) {
                    first = read(all.get(j), source, first);
                }
            } else {
                String value = values.find(sourceSlots[i]);
                first = value == null ? first : read(value, source, first);
            }
        }
        if (first != null && (first.next() != null || first.texts() > MOST_SIGNATURES)) {
            checkAll(first);
        }
        return first;
    }

    private static void checkAll(SignatureGroup first) {
        int signatures = 0;
        int contents = 0;
        for (SignatureGroup group = first; group != null; group = group.next()) {
            signatures += group.texts();
            contents++;
        }
        if (signatures > MOST_SIGNATURES || contents > MOST_CONTENTS) {
            throw tooMany();
        }
    }

    /** Why a present header has no usable signature. */
    public RejectedException unknownVersion(RequestValues values) {
        for (Source source : sources) {
            for (String value : values.headers().values(source.name())) {
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
                : malformed("the signature lacks the scheme's prefix");
    }

    private @Nullable SignatureGroup read(String value, Source source, @Nullable SignatureGroup first) {
        if (value.isBlank()) {
            return first;
        }
        // A value in the body is as long as the endpoint's limit for bodies allows.
        if (value.length() > LONGEST && !source.isInBody()) {
            throw malformed("the signature has " + value.length() + " characters, more than " + LONGEST);
        }
        if (field.syntax() == SignatureField.Syntax.SINGLE) {
            SignatureGroup group = new SignatureGroup(items.size());
            int from = Items.stripStart(value, 0, value.length());
            addSignature(value, from, Items.stripEnd(value, from, value.length()), group);
            return chained(first, group);
        }
        String separator = field.groupSeparator();
        if (separator == null) {
            return chained(first, group(value, 0, value.length()));
        }
        SignatureGroup chain = first;
        int groups = 0;
        Items texts = new Items(value, 0, value.length(), Items.core(separator));
        while (texts.next()) {
            if (++groups > 2) {
                // One for each secret in use, and two are in use while a provider changes it.
                throw tooMany();
            }
            chain = chained(chain, group(value, texts.from(), texts.to()));
        }
        return chain;
    }

    private static SignatureGroup chained(@Nullable SignatureGroup first, SignatureGroup group) {
        if (first == null) {
            return group;
        }
        first.chain(group);
        return first;
    }

    private SignatureGroup group(String text, int from, int to) {
        SignatureGroup group = new SignatureGroup(items.size());
        switch (field.syntax()) {
            case LIST -> readList(new Items(text, from, to, field.separator()), group);
            case PAIRS -> readPairs(new Items(text, from, to, Items.core(field.separator())), group);
            case POSITIONS -> readPositions(text.substring(from, to).strip(), group);
            case JSON -> readJson(text.substring(from, to).strip(), group);
            case JWT -> readJwt(text.substring(from, to).strip(), group);
            case SINGLE -> throw new IllegalStateException("a single signature has no items");
        }
        return group;
    }

    private void readList(Items list, SignatureGroup group) {
        int count = 0;
        while (list.next()) {
            if (++count > MOST_SIGNATURES) {
                throw tooMany();
            }
            addSignature(list.text(), list.from(), list.to(), group);
        }
    }

    private void readPairs(Items list, SignatureGroup group) {
        boolean version = false;
        int count = 0;
        while (list.next()) {
            if (++count > MOST_SIGNATURES) {
                throw tooMany();
            }
            int assign = list.text().indexOf(field.assign(), list.from());
            if (assign <= list.from() || assign >= list.to()) {
                throw malformed("an item of the signature header has no label");
            }
            int label = Items.stripEnd(list.text(), list.from(), assign);
            int value = Items.stripStart(list.text(), assign + field.assign().length(), list.to());
            if (field.labels().contains(SignatureField.ANY_LABEL)) {
                addSignature(list.text(), value, list.to(), group);
            }
            if (isSignature(list, label)) {
                addSignature(list.text(), value, list.to(), group);
            } else if (isVersion(list.text(), list.from(), label)) {
                version = true;
            } else {
                items.put(list, label, value, field.assign(), group);
            }
        }
        if (group.texts() == 0 && !version) {
            throw malformed("the signature header has no signature item");
        }
    }

    private boolean isSignature(Items list, int label) {
        List<String> labels = field.labels();
        for (int i = 0; i < labels.size(); i++) {
            if (list.startsWith(labels.get(i), label)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a label is a version such as {@code v0} or {@code v1a}. */
    private static boolean isVersion(String text, int from, int to) {
        int i = from + 1;
        while (i < to && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
            i++;
        }
        boolean digits = i > from + 1;
        while (i < to && text.charAt(i) >= 'a' && text.charAt(i) <= 'z') {
            i++;
        }
        return digits && i == to && text.charAt(from) == 'v';
    }

    private void readPositions(String text, SignatureGroup group) {
        String[] parts = text.split(Pattern.quote(field.separator()), MOST_SIGNATURES + 1);
        if (parts.length > MOST_SIGNATURES) {
            throw tooMany();
        }
        for (int i = 0; i < parts.length; i++) {
            if (i < field.position()) {
                items.put(String.valueOf(i), parts[i].strip(), group);
            } else {
                addSignature(parts[i].strip(), group);
            }
        }
        if (group.texts() == 0) {
            throw RejectedException.untraced(
                    RejectionReason.SIGNATURE_MISSING, "the signature header has no signature item");
        }
    }

    private void readJson(String text, SignatureGroup group) {
        byte[] json = Encoding.BASE64.decode(text);
        if (json == null) {
            throw malformed("the signature header is not Base64");
        }
        for (Map.Entry<String, String> item : JsonText.flatFields(json, 0, json.length)) {
            if (field.labels().contains(item.getKey())) {
                addSignature(item.getValue(), group);
            } else {
                items.put(item.getKey(), item.getValue(), group);
            }
        }
    }

    private void readJwt(String text, SignatureGroup group) {
        for (String prefix : field.prefixes()) {
            if (text.startsWith(prefix)) {
                String token = text.substring(prefix.length());
                String signature = JsonWebToken.read(token, (label, value) -> items.put(label, value, group));
                if (!signature.isEmpty()) {
                    group.add(decode(signature, 0, signature.length()));
                }
                return;
            }
        }
    }

    private void addSignature(String text, SignatureGroup group) {
        int from = Items.stripStart(text, 0, text.length());
        addSignature(text, from, Items.stripEnd(text, from, text.length()), group);
    }

    /** Adds what stands behind a prefix of the method's in a part of a text. */
    private void addSignature(String text, int from, int to, SignatureGroup group) {
        List<String> prefixes = field.prefixes();
        for (int i = 0; i < prefixes.size(); i++) {
            String prefix = prefixes.get(i);
            int length = prefix.length();
            if (to - from > length && text.regionMatches(field.prefixIgnoresCase(), from, prefix, 0, length)) {
                group.add(decode(text, from + length, to));
                return;
            }
        }
    }

    private byte @Nullable [] decode(String text, int from, int to) {
        List<Encoding> encodings = field.encodings();
        for (int i = 0; i < encodings.size(); i++) {
            byte[] bytes = encodings.get(i).decode(text, from, to);
            if (bytes != null && isAccepted(bytes.length)) {
                return bytes;
            }
        }
        return null;
    }

    private boolean isAccepted(int length) {
        return anyLength && length > 0 || length < acceptedLengths.length && acceptedLengths[length];
    }

    private static RejectedException tooMany() {
        return malformed("the signature header has more items than an honest sender needs");
    }

    private static RejectedException malformed(String detail) {
        return RejectedException.untraced(RejectionReason.SIGNATURE_MALFORMED, detail);
    }
}
