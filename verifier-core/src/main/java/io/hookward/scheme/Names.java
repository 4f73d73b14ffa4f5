package io.hookward.scheme;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds things by name, and says the nearest one when there is none. */
final class Names {
    private Names() {}

    /** The constant with this name in scheme files, which is lower case with hyphens. */
    static <E extends Enum<E>> E find(Class<E> type, String name, String what) {
        for (E constant : type.getEnumConstants()) {
            if (schemeName(constant).equals(name)) {
                return constant;
            }
        }
        var known =
                Arrays.stream(type.getEnumConstants()).map(Names::schemeName).toList();
        throw new IllegalArgumentException(
                "'" + name + "' is no " + what + hint(name, known) + "; there are " + String.join(", ", known));
    }

    static String schemeName(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The text {@code "; did you mean 'x'?"}, or nothing if no known name is near. */
    static String hint(String name, Collection<String> known) {
        String nearest = nearest(name, known);
        return nearest == null ? "" : "; did you mean '" + nearest + "'?";
    }

    static @Nullable String nearest(String name, Collection<String> known) {
        String wanted = name.toLowerCase(Locale.ROOT);
        String best = null;
        int bestDistance = Math.max(1, wanted.length() / 3) + 1;
        for (String candidate : known.stream().sorted().collect(Collectors.toList())) {
            int distance = distance(wanted, candidate.toLowerCase(Locale.ROOT));
            if (distance < bestDistance) {
                best = candidate;
                bestDistance = distance;
            }
        }
        return best;
    }

    /** The Levenshtein distance. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        Arrays.setAll(row, i -> i);
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substitution = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substitution, 1 + Math.min(row[j - 1], row[j]));
            }
        }
        return row[b.length()];
    }
}
