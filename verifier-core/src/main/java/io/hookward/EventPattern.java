package io.hookward;

import io.hookward.scheme.SignatureScheme;
import java.util.List;
import java.util.Optional;

/**
 * Event types by example: {@code *} stands for any characters, everything else for itself. Case counts.
 *
 * @param text the pattern as written
 * @param pieces the stretches between the stars
 */
public record EventPattern(String text, List<String> pieces) {

    /** Keeps its own copy of the pieces. */
    public EventPattern {
        pieces = List.copyOf(pieces);
    }

    /**
     * Reads a pattern.
     *
     * @throws IllegalArgumentException if it is blank
     */
    public static EventPattern of(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("an event pattern must not be blank; \"*\" stands for every type");
        }
        return new EventPattern(text, List.of(text.split("\\*", -1)));
    }

    /** Whether a type fits; an absent type, the empty text, fits only {@code *}. */
    public boolean matches(String type) {
        if (pieces.size() == 1) {
            return text.equals(type);
        }
        String first = pieces.get(0);
        String last = pieces.get(pieces.size() - 1);
        if (!type.startsWith(first) || !type.endsWith(last) || type.length() < first.length() + last.length()) {
            return false;
        }
        int from = first.length();
        int end = type.length() - last.length();
        for (String piece : pieces.subList(1, pieces.size() - 1)) {
            int at = type.indexOf(piece, from);
            if (at < 0 || at + piece.length() > end) {
                return false;
            }
            from = at + piece.length();
        }
        return true;
    }

    /**
     * What to tell an operator if no event type that the provider is known to send fits.
     *
     * @return empty if one fits, or if the catalogue does not list the provider's types
     */
    public Optional<String> warningFor(SignatureScheme scheme) {
        List<String> known = scheme.facts().eventTypes();
        if (known.isEmpty() || known.stream().anyMatch(this::matches)) {
            return Optional.empty();
        }
        return Optional.of("no event type that " + scheme.title() + " is known to send fits '" + text + "'. Known are "
                + String.join(", ", known) + "; if it is a new one, all is well");
    }
}
