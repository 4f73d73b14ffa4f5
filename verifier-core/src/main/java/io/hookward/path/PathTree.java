package io.hookward.path;

import org.jspecify.annotations.Nullable;

/**
 * Finds the owner of a plain path in time that depends on the path and hardly on the number of templates, and allocates
 * nothing: a radix tree over the characters of all templates, with case folded.
 *
 * @param <V> what stands for a template
 */
final class PathTree<V> {

    private static final class Node<V> {
        private String label;
        private @Nullable Node<V> firstChild;
        private @Nullable Node<V> sibling;
        private @Nullable Node<V> variable;
        private @Nullable V value;

        Node(String label) {
            this.label = label;
        }

        /** The child whose label stands here. At most one can, because no two start alike. */
        @Nullable
        Node<V> child(String path, int at) {
            char first = Spelling.folded(path.charAt(at));
            for (Node<V> child = firstChild; child != null; child = child.sibling) {
                if (child.label.charAt(0) == first) {
                    return common(child.label, path, at) == child.label.length() ? child : null;
                }
            }
            return null;
        }

        /** The node that the text leads to from here. */
        Node<V> childOrNew(String text) {
            if (text.isEmpty()) {
                return this;
            }
            for (Node<V> child = firstChild; child != null; child = child.sibling) {
                int common = common(child.label, text, 0);
                if (common > 0) {
                    child.splitAt(common);
                    return child.childOrNew(text.substring(common));
                }
            }
            Node<V> added = new Node<>(text);
            added.sibling = firstChild;
            firstChild = added;
            return added;
        }

        /** Keeps so much of the label and gives the rest to an only child with all that follows. */
        private void splitAt(int length) {
            if (length == label.length()) {
                return;
            }
            Node<V> rest = new Node<>(label.substring(length));
            rest.firstChild = firstChild;
            rest.variable = variable;
            rest.value = value;
            label = label.substring(0, length);
            firstChild = rest;
            variable = null;
            value = null;
        }

        private static int common(String label, String text, int from) {
            int most = Math.min(label.length(), text.length() - from);
            int i = 0;
            while (i < most && label.charAt(i) == Spelling.folded(text.charAt(from + i))) {
                i++;
            }
            return i;
        }
    }

    private final Node<V> root = new Node<>("");

    /** Adds a template that is unlike all others here, even with case folded. */
    void add(PathTemplate template, V value) {
        Node<V> node = root;
        StringBuilder text = new StringBuilder();
        for (PathTemplate.Part part : template.parts()) {
            text.append('/');
            if (part.isVariable()) {
                node = node.childOrNew(text.toString());
                text.setLength(0);
                if (node.variable == null) {
                    node.variable = new Node<>("");
                }
                node = node.variable;
            } else {
                part.text().chars().forEach(c -> text.append(Spelling.folded((char) c)));
            }
        }
        node.childOrNew(text.toString()).value = value;
    }

    /**
     * The first template, in the order of {@link PathTemplate#NARROWEST_FIRST}, whose path this could be or be below;
     * else null.
     *
     * @param path {@linkplain Spelling#isPlain plain}
     */
    @Nullable
    V owner(String path) {
        return owner(root, path, 0);
    }

    private static <V> @Nullable V owner(Node<V> from, String path, int start) {
        V owner = null;
        Node<V> node = from;
        int at = start;
        while (true) {
            if (node.value != null && Spelling.endsName(path, at)) {
                owner = node.value;
            }
            if (at == path.length()) {
                return owner;
            }
            Node<V> next = node.child(path, at);
            Node<V> variable = node.variable;
            if (variable != null) {
                V found = next == null ? null : owner(next, path, at + next.label.length());
                if (found == null) {
                    found = owner(variable, path, PathTemplate.segmentEnd(path, at));
                }
                return found == null ? owner : found;
            }
            if (next == null) {
                return owner;
            }
            at += next.label.length();
            node = next;
        }
    }
}
