package io.hookward.scheme;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads one of the {@code handshakes} of a scheme's description. */
final class HandshakeReader {
    private static final Set<String> KNOWN =
            Set.of("method", "when", "without", "matching", "signed", "token", "offersSecret", "answer");
    private static final Set<String> ANSWER = Set.of("status", "type", "body", "headers");

    private HandshakeReader() {}

    static Handshake read(Node node) {
        Fields fields = Fields.of(node, "handshakes", KNOWN);
        Fields answer = fields.object("answer", ANSWER);
        if (answer == null) {
            throw fields.wrong("answer", "is missing; say what the provider wants to read");
        }
        Map<String, Template> headers = new LinkedHashMap<>();
        answer.texts("headers").forEach((name, value) -> headers.put(name, header(answer, value)));
        Map<Source, String> matching = fields.values("matching");
        matching.values().forEach(regex -> checkPattern(fields, regex));
        return new Handshake(
                fields.text("method", "POST"),
                fields.conditions("when", Condition::plain),
                fields.list("without", Source::parse),
                matching,
                fields.flag("signed"),
                fields.node("token") == null ? null : fields.value("token", Source::parse),
                fields.node("offersSecret") == null ? null : fields.value("offersSecret", Source::parse),
                answer.number("status", 200, 200, 299),
                answer.text("type", "text/plain"),
                answer.value("body", "", Template::parse),
                headers);
    }

    private static Template header(Fields answer, String value) {
        try {
            return Template.parse(value);
        } catch (IllegalArgumentException wrong) {
            throw answer.wrong("headers", String.valueOf(wrong.getMessage()));
        }
    }

    private static void checkPattern(Fields fields, String regex) {
        try {
            Pattern.compile(regex);
        } catch (PatternSyntaxException malformed) {
            throw fields.wrong("matching", "'" + regex + "' is no regular expression");
        }
    }
}
