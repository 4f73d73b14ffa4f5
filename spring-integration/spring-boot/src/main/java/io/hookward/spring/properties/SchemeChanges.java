package io.hookward.spring.properties;

import io.hookward.scheme.SchemeException;
import io.hookward.scheme.SignatureScheme;
import io.hookward.scheme.Source;
import io.hookward.scheme.Template;
import io.hookward.scheme.TimestampRule;
import io.hookward.spring.WebhookConfigurationException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Changes a provider's scheme for one endpoint, in each of the ways in which the provider signs. */
final class SchemeChanges {
    /** A token of RFC 9110, section 5.6.2. */
    private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");

    private static final String HEADER_FIX =
            "Write the name of a header, such as X-Acme-Signature, as it stands in a delivery";
    private static final String SOURCE_FIX =
            "Write a header's name or a source, such as header:X-Acme-Id or body:/id; docs/scheme-format.md lists them";

    private final SchemeProperties changes;
    private final PropertySection at;

    /** @param at the section of the endpoint */
    SchemeChanges(SchemeProperties changes, PropertySection at) {
        this.changes = changes;
        this.at = at;
    }

    /**
     * The scheme with the changes.
     *
     * @throws WebhookConfigurationException if one is wrong, or they do not fit together
     */
    SignatureScheme applyTo(SignatureScheme scheme) {
        if (changes.isEmpty()) {
            return scheme;
        }
        Map<String, Object> definition = scheme.definition();
        String signature = header("signature-header", changes.signatureHeader());
        String timestamp = header("timestamp-header", changes.timestampHeader());
        checkContent(scheme, timestamp);
        List<String> ids = sources("id", changes.id());
        List<String> types = sources("type", changes.type());
        eachMethod(definition, method -> {
            if (signature != null) {
                put(method, "signature", "from", signature);
            }
            if (changes.signaturePrefix() != null) {
                put(method, "signature", "prefix", changes.signaturePrefix());
            }
            if (changes.content() != null) {
                method.put("content", changes.content());
                method.remove("orContent");
            }
            time(method, timestamp);
            if (!ids.isEmpty()) {
                method.put("deliveryId", ids);
            }
            if (!types.isEmpty()) {
                method.put("eventType", types);
            }
        });
        return built(definition);
    }

    private SignatureScheme built(Map<String, Object> definition) {
        String place = at.property("scheme");
        try {
            return SignatureScheme.of(definition, place);
        } catch (SchemeException wrong) {
            String complaint = String.valueOf(wrong.getMessage());
            throw new WebhookConfigurationException(
                    place,
                    complaint.startsWith(place + ": ") ? complaint.substring(place.length() + 2) : complaint,
                    "Correct it, or describe the whole scheme under hookward.schemes");
        }
    }

    /** The maps that hold how the provider signs: the variants with what they share written out, or the scheme itself. */
    @SuppressWarnings("unchecked")
    private static void eachMethod(Map<String, Object> definition, Consumer<Map<String, Object>> change) {
        if (!(definition.get("variants") instanceof List<?> variants)) {
            change.accept(definition);
            return;
        }
        Map<String, Object> shared = new LinkedHashMap<>();
        for (String field : List.of("signature", "content", "orContent", "timestamp", "deliveryId", "eventType")) {
            Object value = definition.remove(field);
            if (value != null) {
                shared.put(field, value);
            }
        }
        for (Object variant : variants) {
            Map<String, Object> method = (Map<String, Object>) variant;
            shared.forEach((field, value) -> method.merge(field, copy(value), SchemeChanges::over));
            change.accept(method);
        }
    }

    private static Object copy(Object value) {
        return value instanceof Map<?, ?> map ? new LinkedHashMap<>(map) : value;
    }

    /** What a variant says goes over what it shares with the others. */
    private static Object over(Object own, Object shared) {
        if (own instanceof Map<?, ?> above && shared instanceof Map<?, ?> below) {
            Map<Object, Object> both = new LinkedHashMap<>(below);
            both.putAll(above);
            return both;
        }
        return own;
    }

    @SuppressWarnings("unchecked")
    private static void put(Map<String, Object> method, String object, String field, Object value) {
        Map<String, Object> part = new LinkedHashMap<>();
        if (method.get(object) instanceof Map<?, ?> before) {
            part.putAll((Map<String, Object>) before);
        }
        part.put(field, value);
        method.put(object, part);
    }

    private void time(Map<String, Object> method, @Nullable String source) {
        TimestampRule.Unit unit = changes.timestampUnit();
        boolean described = method.containsKey("timestamp");
        if (source != null) {
            put(method, "timestamp", "from", source);
        }
        if (unit != null || source != null && !described) {
            TimestampRule.Unit written = unit == null ? TimestampRule.Unit.SECONDS : unit;
            put(
                    method,
                    "timestamp",
                    "unit",
                    written.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        }
    }

    private void checkContent(SignatureScheme scheme, @Nullable String timestamp) {
        String content = changes.content();
        if (content == null) {
            return;
        }
        Template template = at.get(
                "scheme.content",
                () -> Template.parse(content),
                "Write what is signed with its placeholders in braces, such as {timestamp}.{body}");
        boolean timed = timestamp != null || scheme.methods().stream().allMatch(method -> method.timestamp() != null);
        if (template.contains(Template.Value.Kind.TIMESTAMP) && !timed) {
            throw new WebhookConfigurationException(
                    at.property("scheme.content"),
                    "signs {timestamp}, and " + scheme.title() + " has no timestamp",
                    "Set scheme.timestamp-header to the header that carries it");
        }
    }

    private @Nullable String header(String name, @Nullable String header) {
        if (header == null) {
            return null;
        }
        String bare = header.startsWith("header:") ? header.substring("header:".length()) : header;
        return at.get(
                "scheme." + name,
                () -> {
                    if (!HEADER.matcher(bare).matches()) {
                        throw new IllegalArgumentException("'" + header + "' cannot be the name of a header");
                    }
                    return "header:" + bare;
                },
                HEADER_FIX);
    }

    private List<String> sources(String name, List<String> texts) {
        List<String> sources = new ArrayList<>();
        for (String text : texts) {
            boolean isHeader = HEADER.matcher(text).matches() && !text.equals("fingerprint") && !text.equals("text");
            String source = isHeader ? "header:" + text : text;
            sources.add(at.get(
                    "scheme." + name,
                    () -> {
                        if (source.indexOf('{') >= 0) {
                            Template.parse(source);
                        } else {
                            Source.parse(source);
                        }
                        return source;
                    },
                    SOURCE_FIX));
        }
        return sources;
    }
}
