package io.hookward.verify;

import io.hookward.request.Rejection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How a verification went, step by step, for people who look for the cause of a rejection. It holds no secret and no
 * computed signature, but parts of the request: do not show it to whoever sent the request.
 *
 * @param rejection why the request was rejected; empty if it was accepted
 * @param methods the signing methods of the scheme, in the order in which they were tried
 * @param time the timestamp that was judged; empty if there is none, or no method was chosen
 * @param content the signed content of the chosen method, piece by piece; empty if it could not be put together
 * @param keys the secrets that were tried or could have been
 */
public record Explanation(
        Optional<Rejection> rejection,
        List<Method> methods,
        Optional<Time> time,
        List<Piece> content,
        List<TriedKey> keys) {

    /** Keeps its own copies of the lists. */
    public Explanation {
        methods = List.copyOf(methods);
        content = List.copyOf(content);
        keys = List.copyOf(keys);
    }

    /**
     * A signing method.
     *
     * @param variant which of the scheme's methods, counted from 0
     * @param algorithms its algorithms, as scheme files name them
     * @param applies whether the request meets the method's conditions
     * @param places where a signature was looked for
     * @param chosen whether the request was judged by this method
     */
    public record Method(int variant, List<String> algorithms, boolean applies, List<Place> places, boolean chosen) {
        /** Keeps its own copies of the lists. */
        public Method {
            algorithms = List.copyOf(algorithms);
            places = List.copyOf(places);
        }
    }

    /**
     * A place where a signature may stand.
     *
     * @param source the place, such as {@code header:X-Signature}
     * @param values how many values stand there
     */
    public record Place(String source, int values) {}

    /**
     * The timestamp of the request and the tolerances.
     *
     * @param source where it stands
     * @param text the timestamp as received; empty if it is missing
     * @param now the time it was compared with
     * @param past the tolerance for the past; empty if age does not count
     * @param future the tolerance for the future; empty if age does not count
     */
    public record Time(
            String source, Optional<String> text, Instant now, Optional<Duration> past, Optional<Duration> future) {}

    /**
     * A piece of the signed content.
     *
     * @param source where it came from; the empty text for a literal of the scheme
     * @param bytes the piece; empty in place of the secret
     */
    @SuppressWarnings("ArrayRecordComponent") // shown, never compared
    public record Piece(String source, byte[] bytes) {
        /** The source and the size, and not the bytes. */
        @Override
        public String toString() {
            return "Piece[" + (source.isEmpty() ? "literal" : source) + ", " + bytes.length + " bytes]";
        }
    }

    /**
     * A secret.
     *
     * @param id its id
     * @param validNow whether it is valid now
     * @param fits whether it is a key for the chosen method
     * @param matched whether a signature was right under it
     */
    public record TriedKey(String id, boolean validNow, boolean fits, boolean matched) {}
}
