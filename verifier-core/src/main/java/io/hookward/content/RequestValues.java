package io.hookward.content;

import io.hookward.request.RejectedException;
import io.hookward.request.RejectionReason;
import io.hookward.request.WebhookRequest;
import io.hookward.scheme.Source;
import io.hookward.scheme.Template;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The values of one request that a signing method names, each looked up where its source says. */
public final class RequestValues {
    /** The value of a condition that any value meets. */
    public static final String ANY = "*";

    private final WebhookRequest request;
    private final Map<String, String> signatureItems;
    private final Collection<String> pointers;
    private final boolean bodyUnsigned;
    private @Nullable Map<String, String> bodyFields;
    private @Nullable List<Map.Entry<String, String>> form;

    /**
     * @param signatureItems what stands beside the signatures in their header, by label or position
     * @param pointers all JSON pointers that may be asked for: the body is read once for all of them
     */
    public RequestValues(WebhookRequest request, Map<String, String> signatureItems, Collection<String> pointers) {
        this(request, signatureItems, pointers, false);
    }

    /**
     * @param bodyUnsigned whether the signature covers fields of the body and not its bytes, so that no name in it may
     *     come twice
     */
    public RequestValues(
            WebhookRequest request,
            Map<String, String> signatureItems,
            Collection<String> pointers,
            boolean bodyUnsigned) {
        this.request = request;
        this.signatureItems = signatureItems;
        this.pointers = pointers;
        this.bodyUnsigned = bodyUnsigned;
    }

    public WebhookRequest request() {
        return request;
    }

    /** The value at a source, or null if it is absent or blank. */
    @Nullable
    public String find(Source source) {
        String value = switch (source.kind()) {
            case HEADER -> header(source.name());
            case BODY -> bodyFields().get(source.name());
            case FORM -> formValue(source.name());
            case QUERY -> FormFields.first(request.query(), source.name());
            case SIGNATURE -> signatureItems.get(source.name());
            case TEXT -> text();
            case FINGERPRINT -> fingerprint();
        };
        return value == null || value.isBlank() ? null : value;
    }

    /** Whether there is anything at a source, be it blank, an object or an array. */
    public boolean holds(Source source) {
        return source.kind() == Source.Kind.BODY ? bodyFields().containsKey(source.name()) : find(source) != null;
    }

    /** The template with its values in place, or null if one of them is absent. */
    @Nullable
    public String text(Template template) {
        StringBuilder text = new StringBuilder();
        for (Template.Part part : template.parts()) {
            if (part instanceof Template.Literal literal) {
                text.append(literal.text());
            } else if (part instanceof Template.Value value && value.source() != null) {
                String found = find(value.source());
                if (found == null) {
                    return null;
                }
                text.append(found);
            }
        }
        return text.toString();
    }

    /** The one value of a header; two of them are one too many, since which of them counts would be anybody's guess. */
    private @Nullable String header(String name) {
        List<String> values = request.headers().values(name);
        if (values.size() > 1) {
            throw RejectedException.untraced(
                    RejectionReason.HEADER_MALFORMED, "the header " + name + " comes more than once");
        }
        return values.isEmpty() ? null : values.get(0);
    }

    private Map<String, String> bodyFields() {
        if (bodyFields == null) {
            if (pointers.isEmpty()) {
                bodyFields = Map.of();
            } else if (bodyUnsigned) {
                bodyFields = JsonFields.readWhole(request.array(), request.offset(), request.length(), pointers);
            } else {
                bodyFields = JsonFields.read(request.array(), request.offset(), request.length(), pointers);
            }
        }
        return bodyFields;
    }

    /** The value of a form field, or of a field of the JSON that stands in it. */
    private @Nullable String formValue(String name) {
        int hash = name.indexOf('#');
        String field = hash < 0 ? name : name.substring(0, hash);
        List<String> values = form().stream()
                .filter(item -> item.getKey().equals(field))
                .map(Map.Entry::getValue)
                .toList();
        if (values.size() > 1) {
            throw RejectedException.untraced(
                    RejectionReason.BODY_MALFORMED, "the form field " + field + " comes more than once");
        }
        if (values.isEmpty() || hash < 0) {
            return values.isEmpty() ? null : values.get(0);
        }
        byte[] json = values.get(0).getBytes(StandardCharsets.UTF_8);
        String pointer = name.substring(hash + 1);
        return JsonFields.readWhole(json, 0, json.length, List.of(pointer)).get(pointer);
    }

    /** The form's fields are read only for schemes whose ids or signatures stand in one. */
    private List<Map.Entry<String, String>> form() {
        if (form == null) {
            List<String> types = request.headers().values("Content-Type");
            String boundary = types.size() == 1 ? MultipartForm.boundary(types.get(0)) : null;
            form = boundary == null
                    ? FormFields.all(text())
                    : MultipartForm.fields(request.array(), request.offset(), request.length(), boundary);
        }
        return form;
    }

    /** Forms and tokens are ASCII by definition. */
    private String text() {
        return new String(request.array(), request.offset(), request.length(), StandardCharsets.UTF_8);
    }

    private String fingerprint() {
        MessageDigest sha256 = Content.digest("SHA-256");
        sha256.update(request.array(), request.offset(), request.length());
        return "sha256:" + HexFormat.of().formatHex(sha256.digest());
    }
}
