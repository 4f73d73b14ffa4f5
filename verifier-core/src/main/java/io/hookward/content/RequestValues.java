package io.hookward.content;

import io.hookward.request.Headers;
import io.hookward.request.RejectedException;
import io.hookward.request.RejectionReason;
import io.hookward.request.RequestHead;
import io.hookward.scheme.Source;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The values of one request, each looked up when it is first asked for, and once. Not safe for use by several threads at
 * one time.
 */
public class RequestValues {
    private static final byte[] NO_BODY = {};

    /** Stands for a place at which there is nothing. Compared by identity. */
    @SuppressWarnings("StringOperationCanBeSimplified")
    private static final String ABSENT = new String("absent");

    private final ValueTable table;
    private RequestHead head;
    private final @Nullable String[] found;
    private byte[] body = NO_BODY;
    private int offset;
    private int length;
    private @Nullable List<Map.Entry<String, String>> form;
    private byte @Nullable [] @Nullable [] computed;

    /** The values of a request whose body has not come yet. */
    public RequestValues(ValueTable table, RequestHead head) {
        this.table = table;
        this.head = head;
        this.found = new String[table.size()];
    }

    /** The body, once it has come. Not copied. */
    public final void body(byte[] array, int from, int bytes) {
        body = array;
        offset = from;
        length = bytes;
    }

    /** Makes sure that the headers can still be read when the transport has taken its own back. */
    public final void keepHead() {
        head = head.snapshot();
    }

    /** The request without its body. */
    public final RequestHead head() {
        return head;
    }

    /** The array that holds the body. */
    public final byte[] array() {
        return body;
    }

    /** Where in {@link #array()} the body begins. */
    public final int offset() {
        return offset;
    }

    /** How many bytes the body has. */
    public final int length() {
        return length;
    }

    /** Whether the body begins as a JSON object or array does. */
    public final boolean looksLikeJson() {
        for (int i = offset; i < offset + length; i++) {
            byte b = body[i];
            if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                return b == '{' || b == '[';
            }
        }
        return false;
    }

    /**
     * The value at a place, or null if it is absent or blank.
     *
     * @throws RejectedException if the place holds more than one value
     */
    public final @Nullable String find(int slot) {
        String text = present(slot);
        return text == null || text.isBlank() ? null : text;
    }

    /** Whether there is anything at a place, be it blank, an object or an array. */
    public final boolean holds(int slot) {
        return table.source(slot).kind() == Source.Kind.BODY ? present(slot) != null : find(slot) != null;
    }

    /** Whether something stands at a place that cannot be signed as text: an object, an array, or only white space. */
    final boolean holdsNoText(int slot) {
        if (table.source(slot).kind() != Source.Kind.BODY) {
            return false;
        }
        String text = present(slot);
        return text != null && !text.isEmpty() && text.isBlank();
    }

    /** Sets an item of the signature header, or removes it. */
    public final void set(int slot, @Nullable String item) {
        found[slot] = item == null ? ABSENT : item;
    }

    @SuppressWarnings("ReferenceEquality") // ABSENT is one object, and no text that a request could hold
    private @Nullable String present(int slot) {
        String text = found[slot];
        if (text == null) {
            text = lookUp(slot, table.source(slot));
            found[slot] = text == null ? ABSENT : text;
        }
        return text == ABSENT ? null : text;
    }

    private @Nullable String lookUp(int slot, Source source) {
        return switch (source.kind()) {
            case HEADER -> header(source.name());
            case BODY -> bodyField(slot);
            case FORM -> formValue(slot, source.name());
            case QUERY -> parameter(source.name());
            case PATH -> head.pathVariable(source.name());
            case SIGNATURE -> null;
            case TEXT -> text();
            case FINGERPRINT -> fingerprint();
        };
    }

    /** The one value of a header: with two of them, another reader may take the other one. */
    private @Nullable String header(String name) {
        List<String> values = head.headers().values(name);
        if (values.size() > 1) {
            throw RejectedException.untraced(
                    RejectionReason.HEADER_MALFORMED, "the header " + name + " comes more than once");
        }
        return values.isEmpty() ? null : values.get(0);
    }

    /** The one value of a parameter, for the same reason. */
    private @Nullable String parameter(String name) {
        String value = null;
        for (Map.Entry<String, String> parameter : Forms.query(head.query())) {
            if (parameter.getKey().equals(name)) {
                if (value != null) {
                    throw RejectedException.untraced(
                            RejectionReason.HEADER_MALFORMED, "the parameter " + name + " comes more than once");
                }
                value = parameter.getValue();
            }
        }
        return value;
    }

    private @Nullable String bodyField(int slot) {
        if (table.isStrictJson()) {
            table.bodyFields().readWhole(body, offset, length, found);
        } else {
            table.bodyFields().read(body, offset, length, found);
        }
        table.bodyFields().markAbsent(found, ABSENT);
        return found[slot];
    }

    /** The value of a form field, or of a field of the JSON that stands in it. */
    private @Nullable String formValue(int slot, String name) {
        int hash = name.indexOf('#');
        String value = Forms.single(form(), hash < 0 ? name : name.substring(0, hash));
        JsonFields json = table.formJson(slot);
        if (value == null || json == null) {
            return value;
        }
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        json.readWhole(bytes, 0, bytes.length, found);
        return found[slot];
    }

    /** The fields of the body's form, URL-encoded or multipart. */
    final List<Map.Entry<String, String>> form() {
        if (form == null) {
            form = Forms.fields(head.headers(), body, offset, length);
        }
        return form;
    }

    /** Forms and tokens are ASCII by definition. */
    private String text() {
        return new String(body, offset, length, StandardCharsets.UTF_8);
    }

    private String fingerprint() {
        MessageDigest sha256 = Hashes.digest("SHA-256");
        sha256.update(body, offset, length);
        return "sha256:" + HexFormat.of().formatHex(sha256.digest());
    }

    /** The headers of the request. */
    public final Headers headers() {
        return head.headers();
    }

    byte @Nullable [] computedOrNull(int index) {
        return computed == null ? null : computed[index];
    }

    byte[] computed(int index) {
        byte[] bytes = computedOrNull(index);
        if (bytes == null) {
            throw new IllegalStateException("the content was not prepared");
        }
        return bytes;
    }

    void setComputed(int index, byte[] bytes) {
        if (computed == null) {
            computed = new byte[table.computedSize()][];
        }
        computed[index] = bytes;
    }
}
