package io.hookward.scheme;

import io.hookward.scheme.SignatureField.Syntax;
import java.util.List;
import java.util.Set;

/** Reads the {@code signature} object of a scheme's description. */
final class SignatureFieldReader {
    private static final Set<String> KNOWN = Set.of(
            "from",
            "list",
            "pairs",
            "assign",
            "groups",
            "positions",
            "json",
            "jwt",
            "first",
            "label",
            "prefix",
            "prefixCase",
            "encoding",
            "repeat");

    private SignatureFieldReader() {}

    static SignatureField read(Fields method) {
        Fields fields = method.object("signature", KNOWN);
        if (fields == null) {
            throw method.wrong("signature", "is missing; say where the signature stands");
        }
        Syntax syntax = syntax(fields);
        List<String> labels = fields.list("label", text -> text);
        if (labels.isEmpty() == (syntax == Syntax.PAIRS || syntax == Syntax.JSON)) {
            throw fields.wrong("label", "goes with pairs and json, and they need one");
        }
        List<String> prefixes = fields.list("prefix", text -> text);
        List<Encoding> encodings = fields.list("encoding", text -> Names.find(Encoding.class, text, "encoding"));
        String groups = fields.textOrNull("groups");
        if (groups != null && syntax != Syntax.PAIRS) {
            throw fields.wrong("groups", "goes with pairs");
        }
        List<Source> sources = fields.list("from", SignatureFieldReader::source);
        if (sources.isEmpty()) {
            throw fields.wrong("from", "is missing; write \"from\": \"header:X-Signature\"");
        }
        return new SignatureField(
                sources,
                syntax,
                separator(fields, syntax),
                fields.text("assign", "="),
                groups,
                prefixes.isEmpty() ? List.of("") : prefixes,
                fields.value("prefixCase", "exact", SignatureFieldReader::ignoresCase),
                labels,
                fields.number("first", 1, 0, 9),
                encodings.isEmpty() ? List.of(Encoding.HEX) : encodings,
                fields.flag("repeat"));
    }

    private static Syntax syntax(Fields fields) {
        Syntax syntax = Syntax.SINGLE;
        for (Syntax candidate : List.of(Syntax.LIST, Syntax.PAIRS, Syntax.POSITIONS, Syntax.JSON, Syntax.JWT)) {
            if (fields.node(Names.schemeName(candidate)) != null) {
                if (syntax != Syntax.SINGLE) {
                    throw fields.wrong(
                            Names.schemeName(candidate), "list, pairs, positions, json and jwt exclude each other");
                }
                syntax = candidate;
            }
        }
        return syntax;
    }

    private static String separator(Fields fields, Syntax syntax) {
        if (syntax == Syntax.SINGLE) {
            return "";
        }
        if (syntax == Syntax.JSON) {
            return fields.value("json", "jwt", text -> only("base64", text));
        }
        if (syntax == Syntax.JWT) {
            return fields.value("jwt", text -> only("compact", text));
        }
        String separator = fields.text(Names.schemeName(syntax));
        if (separator.isEmpty()) {
            throw fields.wrong(Names.schemeName(syntax), "must be the text between two items, such as \",\"");
        }
        return separator;
    }

    private static Source source(String text) {
        Source source = Source.parse(text);
        if (source.kind() == Source.Kind.SIGNATURE || source.kind() == Source.Kind.FINGERPRINT) {
            throw new IllegalArgumentException("'" + text + "' cannot hold a signature");
        }
        return source;
    }

    private static String only(String value, String text) {
        if (!text.equals(value)) {
            throw new IllegalArgumentException("'" + text + "' must be " + value);
        }
        return text;
    }

    private static boolean ignoresCase(String text) {
        return switch (text) {
            case "exact" -> false;
            case "ignored" -> true;
            default -> throw new IllegalArgumentException("'" + text + "' must be exact or ignored");
        };
    }
}
