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

    /** How many characters to insert, drop, replace, or swap with the next one: most typing errors are one of these. */
    private static int distance(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                    continue;
                }
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                cost[i][j] = Math.min(cost[i - 1][j - 1] + change, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                if (swapped) {
                    cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
                }
            }
        }
        return cost[a.length()][b.length()];
    }
}
