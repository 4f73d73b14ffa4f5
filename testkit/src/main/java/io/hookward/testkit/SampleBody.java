package io.hookward.testkit;

import io.hookward.scheme.SignatureScheme;
import io.hookward.scheme.SigningMethod;
import io.hookward.scheme.Source;
import io.hookward.scheme.Template;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A body such as a provider sends, as small as its scheme allows: id, event type and time stand where the scheme reads
 * them, and everything else that it signs out of the body is there too. JSON, or a form where the scheme reads form
 * fields.
 *
 * <p>Id, type and time are written only if the first of the scheme's places for them is in the body; otherwise they
 * belong into headers. Where an id is put together from several fields, the first that is not the event type has the id, and
 * the others a fixed text.
 * Not for use by several threads.
 */
public final class SampleBody {
    /** What stands where a scheme wants some text and nobody cares which. */
    static final String FILLER = "sample";

    private final SigningMethod method;
    private final Map<String, Object> fields = new LinkedHashMap<>();
    private long number = 1;

    private SampleBody(SigningMethod method) {
        this.method = method;
        for (Template.Value value : method.content().values()) {
            Source source = value.source();
            if (source != null) {
                put(source, FILLER);
            }
        }
    }

    /** A body for the first signing method of a scheme. */
    public static SampleBody of(SignatureScheme scheme) {
        return of(scheme, 0);
    }

    /**
     * A body for one of the signing methods of a scheme.
     *
     * @param variant which, counted from 0
     */
    public static SampleBody of(SignatureScheme scheme, int variant) {
        return new SampleBody(scheme.methods().get(variant));
    }

    /** The delivery's id; the event's too, where a provider has one apart. */
    public SampleBody id(String id) {
        place(method.eventId(), id, method.eventType());
        place(method.deliveryId(), id, method.eventType());
        return this;
    }

    /** The event type. */
    public SampleBody eventType(String type) {
        place(method.eventType(), type, List.of());
        return this;
    }

    /** The timestamp, written as the scheme has it. */
    public SampleBody sentAt(String time) {
        if (method.timestamp() != null) {
            put(method.timestamp().source(), time);
        }
        return this;
    }

    /** What stands at {@code /data/number}, which no scheme cares about: 1 unless set. */
    public SampleBody number(long number) {
        this.number = number;
        return this;
    }

    /**
     * Another field.
     *
     * @param pointer where, as a JSON pointer (RFC 6901) such as {@code /data/status}; what stands there is replaced
     * @param value text, a number, a boolean, a list or a map
     */
    public SampleBody field(String pointer, Object value) {
        if (!pointer.startsWith("/")) {
            throw new IllegalArgumentException("'" + pointer + "' is no JSON pointer: it starts with a slash");
        }
        fields.put(pointer, Objects.requireNonNull(value, "value"));
        return this;
    }

    /** The media type of {@link #bytes()}. */
    public String contentType() {
        return isForm() ? "application/x-www-form-urlencoded" : "application/json";
    }

    /** The body in UTF-8; a fresh array. */
    public byte[] bytes() {
        Map<String, Object> all = new LinkedHashMap<>(fields);
        if (!fields.containsKey("/data")) {
            all.putIfAbsent(numberPointer(), number);
        }
        return isForm() ? FieldTree.form(all) : FieldTree.json(all);
    }

    private String numberPointer() {
        if (method.signs(Template.Value.Kind.PARAMETERS_SORTED)) {
            return "/number";
        }
        boolean isArray = fields.keySet().stream().anyMatch(pointer -> pointer.matches("/[0-9]+/.*"));
        return isArray ? "/0/data/number" : "/data/number";
    }

    /** A scheme that reads form fields among others is served with JSON, as long as it reads that first. */
    private boolean isForm() {
        return signsForm() || readsFirst(Source.Kind.FORM) && !readsFirst(Source.Kind.BODY);
    }

    private boolean signsForm() {
        return method.signs(Template.Value.Kind.FORM_SORTED)
                || method.signs(Template.Value.Kind.URL_FORM_SORTED)
                || method.signs(Template.Value.Kind.FORM_PHP);
    }

    private boolean readsFirst(Source.Kind kind) {
        return method.signature().sources().get(0).kind() == kind
                || isOf(kind, first(method.deliveryId()))
                || isOf(kind, first(method.eventType()))
                || isOf(kind, method.content());
    }

    private static boolean isOf(Source.Kind kind, @Nullable Template template) {
        return template != null
                && template.values().stream()
                        .map(Template.Value::source)
                        .anyMatch(source -> source != null && source.kind() == kind);
    }

    private static @Nullable Template first(List<Template> places) {
        return places.isEmpty() ? null : places.get(0);
    }

    /** @param others what may stand in the same source, so that the text had better stand in another */
    private void place(List<Template> places, String text, List<Template> others) {
        Template place = first(places);
        if (place == null) {
            return;
        }
        Source own = own(place, others);
        for (Template.Value value : place.values()) {
            if (value.source() != null) {
                put(value.source(), value.source().equals(own) ? text : FILLER);
            }
        }
    }

    /** The first source of a template that is no source of others, or else its first one. */
    private static @Nullable Source own(Template place, List<Template> others) {
        List<Source> sources = place.values().stream()
                .map(Template.Value::source)
                .filter(Objects::nonNull)
                .toList();
        return sources.stream()
                .filter(source -> others.stream().noneMatch(other -> other.contains(source)))
                .findFirst()
                .orElse(sources.isEmpty() ? null : sources.get(0));
    }

    private void put(Source source, String text) {
        if (source.kind() == Source.Kind.BODY) {
            fields.put(source.name(), text);
        } else if (source.kind() == Source.Kind.FORM) {
            fields.put("/" + source.name(), text);
        }
    }
}
