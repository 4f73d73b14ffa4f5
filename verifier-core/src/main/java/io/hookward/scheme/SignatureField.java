package io.hookward.scheme;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the signature stands, and in which syntax.
 *
 * <p>With several sources, the signatures of all that are present count. By syntax, a value is one signature, a list of
 * them, labelled pairs, or positions:
 *
 * <table>
 * <caption>The syntaxes</caption>
 * <tr><th>syntax</th><th>example of a value</th></tr>
 * <tr><td>{@link Syntax#SINGLE}</td><td>{@code sha256=6b86…}</td></tr>
 * <tr><td>{@link Syntax#LIST}</td><td>{@code v1,K5oZ… v1,4gYw…}</td></tr>
 * <tr><td>{@link Syntax#PAIRS}</td><td>{@code t=1700000000,v1=6b86…,v1=d473…}</td></tr>
 * <tr><td>{@link Syntax#POSITIONS}</td><td>{@code 1700000000000,6b86…,d473…}</td></tr>
 * <tr><td>{@link Syntax#JSON}</td><td>Base64 of {@code {"kid":"…","signature":"…"}}</td></tr>
 * <tr><td>{@link Syntax#JWT}</td><td>{@code eyJhbGciOiJIUzI1NiJ9.eyJqdGki…}</td></tr>
 * </table>
 *
 * @param sources where to look, at least one
 * @param syntax how a value is divided
 * @param separator between the items; empty for {@link Syntax#SINGLE}
 * @param assign what stands between a label and its value
 * @param groupSeparator between whole groups of pairs, each with its own labels, or null
 * @param prefixes what stands before a signature, one of these; an empty one means that nothing has to
 * @param prefixIgnoresCase whether the prefix may be of either case
 * @param labels the labels of the items that are signatures, or {@code *} for any; only for {@link Syntax#PAIRS} and
 *     {@link Syntax#JSON}
 * @param position which item is the first signature, counted from 0; only for {@link Syntax#POSITIONS}
 * @param encodings how the signature's bytes are written; with several, the one that gives the right length
 * @param repeatable whether the header may come more than once; otherwise a second one is refused
 */
public record SignatureField(
        List<Source> sources,
        Syntax syntax,
        String separator,
        String assign,
        @Nullable String groupSeparator,
        List<String> prefixes,
        boolean prefixIgnoresCase,
        List<String> labels,
        int position,
        List<Encoding> encodings,
        boolean repeatable) {

    /** How the value of a signature header is divided. */
    public enum Syntax {
        /** The whole value is one signature. */
        SINGLE,
        /** Signatures between separators. */
        LIST,
        /** {@code label=value} items between separators. */
        PAIRS,
        /** Items between separators whose position tells what they are. */
        POSITIONS,
        /** A JSON object in Base64. */
        JSON,
        /**
         * A JSON Web Signature in its compact form (RFC 7515). Its items are {@code signed}, the text that is signed,
         * {@code protected}, the first part of it, {@code header.NAME} and {@code claims.NAME}.
         */
        JWT
    }

    /** The label that stands for any label. */
    public static final String ANY_LABEL = "*";

    /** Keeps its own copies of the lists. */
    public SignatureField {
        sources = List.copyOf(sources);
        prefixes = List.copyOf(prefixes);
        labels = List.copyOf(labels);
        encodings = List.copyOf(encodings);
    }
}
