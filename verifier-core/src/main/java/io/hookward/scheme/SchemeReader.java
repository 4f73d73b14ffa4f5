package io.hookward.scheme;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a scheme's description, in whichever way it was written down. */
final class SchemeReader {
    /** What a variant may change. */
    private static final Set<String> METHOD = Set.of(
            "algorithm",
            "key",
            "signature",
            "content",
            "orContent",
            "timestamp",
            "when",
            "require",
            "forbid",
            "secretId",
            "deliveryId",
            "eventId",
            "eventType");

    private static final Set<String> FACTS = Set.of(
            "$schema",
            "name",
            "title",
            "extends",
            "variants",
            "documentation",
            "sources",
            "confidence",
            "eventTypes",
            "retries",
            "acknowledge",
            "rotation",
            "refusal",
            "answer",
            "methods",
            "compressed",
            "payload",
            "handshakes",
            "notes");

    private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    private SchemeReader() {}

    static SignatureScheme read(Node description) {
        Node written = NamedVariants.writtenOut(description);
        Node node = withBase(written);
        Set<String> known = new TreeSet<>(FACTS);
        known.addAll(METHOD);
        Fields fields = Fields.of(node, "", known);
        Node variants = fields.node("variants");
        if (variants != null) {
            Overridden.refuse(written, variants.items());
        }
        return new SignatureScheme(node, facts(fields), methods(node, fields));
    }

    /** Lays a description over the catalogue's entry that it extends. */
    private static Node withBase(Node written) {
        Node base = written.isObject() ? written.fields().get("extends") : null;
        if (base == null) {
            return written;
        }
        Node entry;
        try {
            entry = Providers.get(String.valueOf(base.value())).node();
        } catch (UnknownProviderException unknown) {
            throw new SchemeException(base.place() + ": extends: " + unknown.getMessage());
        }
        Node variants = written.fields().get("variants");
        Node below = variants == null ? entry : Overridden.without(entry, variants.items());
        Map<String, Node> fields = new LinkedHashMap<>(written.over(below).fields());
        fields.remove("extends");
        return new Node(fields, written.place());
    }

    private static ProviderFacts facts(Fields fields) {
        String name = fields.value("name", SchemeReader::name);
        Fields retries = fields.object("retries", Set.of("span", "schedule"));
        return new ProviderFacts(
                name,
                fields.text("title", name),
                fields.list("documentation", text -> text),
                fields.list("sources", text -> text),
                fields.node("confidence") == null
                        ? Confidence.OWN
                        : fields.value("confidence", text -> Names.find(Confidence.class, text, "confidence")),
                fields.list("eventTypes", text -> text),
                retries == null ? null : retries.duration("span"),
                fields.duration("acknowledge"),
                fields.textOrNull("rotation"),
                refusal(fields),
                acknowledgement(fields),
                fields.node("methods") == null ? List.of("POST") : fields.list("methods", text -> text),
                fields.flag("compressed"),
                fields.node("payload") == null ? null : fields.value("payload", SchemeReader::payloadField),
                handshakes(fields),
                fields.text("notes", ""));
    }

    private static String payloadField(String text) {
        Source source = Source.parse(text);
        if (source.kind() != Source.Kind.FORM || source.name().indexOf('#') >= 0) {
            throw new IllegalArgumentException(
                    "'" + text + "' must be form:FIELD: a body that is no form is the payload");
        }
        return source.name();
    }

    private static int refusal(Fields fields) {
        int status = fields.number("refusal", 401, 400, 499);
        if (status == 410) {
            throw fields.wrong("refusal", "must not be 410, which makes senders switch the endpoint off");
        }
        return status;
    }

    private static Acknowledgement acknowledgement(Fields fields) {
        Fields answer = fields.object("answer", Set.of("status", "type", "body"));
        return answer == null
                ? Acknowledgement.DEFAULT
                : new Acknowledgement(
                        answer.number("status", 200, 200, 299),
                        answer.text("type", "text/plain"),
                        answer.text("body", ""));
    }

    private static List<Handshake> handshakes(Fields fields) {
        Node node = fields.node("handshakes");
        return node == null
                ? List.of()
                : node.items().stream().map(HandshakeReader::read).toList();
    }

    private static String name(String text) {
        if (!NAME.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no name; use lower-case letters, digits and single hyphens");
        }
        return text;
    }

    private static List<SigningMethod> methods(Node node, Fields fields) {
        Node variants = fields.node("variants");
        if (variants == null) {
            return List.of(method(fields));
        }
        Map<String, Node> shared = new LinkedHashMap<>(node.fields());
        shared.keySet().retainAll(METHOD);
        List<SigningMethod> methods = new ArrayList<>();
        for (Node variant : variants.items()) {
            Node merged = variant.over(new Node(shared, variant.place()));
            methods.add(method(Fields.of(merged, "variants[" + methods.size() + "]", METHOD)));
        }
        if (methods.isEmpty()) {
            throw fields.wrong("variants", "lists none; leave the field out instead");
        }
        return methods;
    }

    private static SigningMethod method(Fields fields) {
        List<Algorithm> algorithms = fields.node("algorithm") == null
                ? List.of(Algorithm.HMAC_SHA256)
                : fields.list("algorithm", text -> Names.find(Algorithm.class, text, "algorithm"));
        Template content = ContentReader.content(fields);
        SigningMethod method = new SigningMethod(
                algorithms,
                key(fields),
                SignatureFieldReader.read(fields),
                content,
                ContentReader.otherContents(fields),
                timestamp(fields),
                fields.conditions("when", Condition::plain),
                fields.conditions("require", Condition::parse),
                fields.list("forbid", Source::parse),
                fields.node("secretId") == null ? null : fields.value("secretId", Source::parse),
                fields.list("deliveryId", SchemeReader::idTemplate),
                fields.list("eventId", SchemeReader::idTemplate),
                fields.list("eventType", SchemeReader::idTemplate));
        check(fields, method);
        return method;
    }

    private static KeyForm key(Fields fields) {
        List<String> steps = fields.list("key", text -> text);
        try {
            return steps.isEmpty() ? KeyForm.TEXT : new KeyForm(steps);
        } catch (IllegalArgumentException wrong) {
            throw fields.wrong("key", String.valueOf(wrong.getMessage()));
        }
    }

    private static @Nullable TimestampRule timestamp(Fields fields) {
        Fields timestamp = fields.object("timestamp", Set.of("from", "unit", "tolerance", "future", "expires"));
        if (timestamp == null) {
            return null;
        }
        return new TimestampRule(
                timestamp.value("from", Source::parse),
                timestamp.value("unit", text -> Names.find(TimestampRule.Unit.class, text, "unit")),
                timestamp.duration("tolerance"),
                timestamp.duration("future"),
                timestamp.node("expires") == null ? null : timestamp.value("expires", Source::parse));
    }

    /** Where an id or a type stands: a source, or a template of several. */
    private static Template idTemplate(String text) {
        if (text.indexOf('{') < 0) {
            return Template.parse("{" + Source.parse(text) + "}");
        }
        Template template = Template.parse(text);
        for (Template.Value value : template.values()) {
            if (value.kind() != Template.Value.Kind.SOURCE || !value.filters().isEmpty()) {
                throw new IllegalArgumentException(
                        "'" + text + "' may hold sources, with or without a question mark, and nothing else in braces");
            }
        }
        if (template.values().isEmpty()) {
            throw new IllegalArgumentException("'" + text + "' holds no source");
        }
        return template;
    }

    private static void check(Fields fields, SigningMethod method) {
        if (!areToldApart(method)) {
            throw fields.wrong("algorithm", "lists two whose signatures cannot be told apart by their length");
        }
        checkContent(fields, "content", method.content(), method);
        method.otherContents().forEach(other -> checkContent(fields, "orContent", other, method));
        if (!method.signature().encodings().contains(Encoding.TEXT)) {
            return;
        }
        if (method.algorithms().get(0).kind() != Algorithm.Kind.TOKEN) {
            throw fields.wrong("signature.encoding", "text is for tokens; a signature is hex, base64 or base64url");
        }
    }

    /** By their length; or both are computed, where one hashes the secret and the other is keyed with it. */
    private static boolean areToldApart(SigningMethod method) {
        boolean hashed = method.content().contains(Template.Value.Kind.SECRET);
        return method.algorithms().stream()
                        .map(algorithm -> algorithm.length() + (hashed ? " " + algorithm.kind() : ""))
                        .distinct()
                        .count()
                == method.algorithms().size();
    }

    private static void checkContent(Fields fields, String field, Template content, SigningMethod method) {
        if (content.contains(Template.Value.Kind.TIMESTAMP) && method.timestamp() == null) {
            throw fields.wrong(field, "signs {timestamp}, but no timestamp is described");
        }
        if (content.contains(Template.Value.Kind.ID) && method.deliveryId().isEmpty()) {
            throw fields.wrong(field, "signs {id}, but no deliveryId is described");
        }
        if (content.contains(Template.Value.Kind.SECRET_ID)
                || content.contains(Template.Value.Kind.CHALLENGE_TOKEN_URL)) {
            throw fields.wrong(field, "has a placeholder that stands only in the answer to a handshake");
        }
        Algorithm.Kind kind = method.algorithms().get(0).kind();
        if (kind != Algorithm.Kind.TOKEN
                && content.values().stream().allMatch(value -> value.kind() == Template.Value.Kind.SECRET)) {
            throw fields.wrong(field, "signs nothing of the request; write \"{body}\"");
        }
        boolean digest = method.algorithms().stream().anyMatch(algorithm -> algorithm.kind() == Algorithm.Kind.DIGEST);
        boolean holdsSecret =
                content.contains(Template.Value.Kind.SECRET) || content.contains(Template.Value.Kind.BODY_WITH_SECRET);
        if (digest != holdsSecret) {
            throw fields.wrong(
                    field,
                    digest
                            ? "must contain {secret}: a plain hash proves nothing without it"
                            : "contains {secret}, which only a plain hash may");
        }
    }
}
