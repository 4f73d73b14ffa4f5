package io.hookward.scheme;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads what is signed: {@code content} and {@code orContent} of a scheme's description. */
final class ContentReader {
    private static final String CONTENT = "content";
    private static final String OTHER = "orContent";

    /** Each costs another MAC for each secret. */
    private static final int MOST_OTHERS = 15;

    private ContentReader() {}

    /** One template, or a list of pieces in which {@code {"ifPresent": …}} may be left out when a value is absent. */
    static Template content(Fields fields) {
        Node node = fields.node(CONTENT);
        return node == null ? Template.parse("{body}") : template(fields, CONTENT, node.items());
    }

    /** Several contents in a list, each a template or a list of pieces; a list with an object in it is one content. */
    static List<Template> otherContents(Fields fields) {
        Node node = fields.node(OTHER);
        if (node == null) {
            return List.of();
        }
        if (node.items().stream().anyMatch(Node::isObject)) {
            return List.of(template(fields, OTHER, node.items()));
        }
        if (node.items().size() > MOST_OTHERS) {
            throw fields.wrong(OTHER, "lists more than " + MOST_OTHERS + " contents, and each costs another MAC");
        }
        return node.items().stream()
                .map(item -> template(fields, OTHER, item.items()))
                .toList();
    }

    private static Template template(Fields fields, String field, List<Node> pieces) {
        List<Template.Part> parts = new ArrayList<>();
        for (Node piece : pieces) {
            if (piece.isObject()) {
                Fields stretch = Fields.of(piece, field, Set.of("ifPresent", "base64url"));
                parts.add(
                        stretch.node("base64url") != null
                                ? new Template.Encoded(stretch.value("base64url", Template::parts))
                                : new Template.IfPresent(stretch.value("ifPresent", Template::parts)));
            } else {
                parts.addAll(fields.make(piece, field, Template::parts));
            }
        }
        return new Template(parts);
    }
}
