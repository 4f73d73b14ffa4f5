package io.hookward.cli.doctor;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The names that a configuration may have, as the Spring Boot starter knows them. */
final class KnownNames {
    static final List<String> TOP = List.of(
            "enabled",
            "endpoints",
            "schemes",
            "filter",
            "store",
            "inbox",
            "console",
            "observations",
            "metrics",
            "health");

    static final List<String> ENDPOINT = List.of(
            "provider",
            "path",
            "secret",
            "secrets",
            "secret-file",
            "secret-source",
            "tenant",
            "tenant-secrets",
            "accept-unsigned",
            "handshake-token",
            "tolerance",
            "future-tolerance",
            "max-body",
            "lease",
            "retention",
            "allow-compressed",
            "on-id-conflict",
            "deduplicate-content",
            "on-store-failure",
            "refusal-status",
            "public-url",
            "https-only",
            "allowed-addresses",
            "scheme",
            "algorithms");

    static final List<String> SECRET = List.of("value", "id", "encoding", "not-before", "not-after", "allow-short");

    static final List<String> FILTER =
            List.of("order", "unverified-bodies", "concurrent-deliveries", "body-deadline", "trusted-proxies");

    static final Map<String, List<String>> CHOICES = Map.of(
            "on-id-conflict", List.of("duplicate", "refuse"),
            "on-store-failure", List.of("refuse", "handle-without-claim"),
            "encoding", List.of("provider", "base64", "hex"));

    private KnownNames() {}

    static boolean isKnown(String name, List<String> known) {
        return known.stream().anyMatch(one -> ConfigNode.uniform(one).equals(ConfigNode.uniform(name)));
    }

    /** The known name that was probably meant. */
    static Optional<String> meant(String name, List<String> known) {
        return known.stream()
                .filter(one -> distance(ConfigNode.uniform(one), ConfigNode.uniform(name)) <= 2)
                .findFirst();
    }

    /** How many characters have to be changed, added, left out or swapped with their neighbour. */
    private static int distance(String one, String other) {
        int[][] cost = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int j = 0; j <= other.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                    continue;
                }
                int changed = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
                cost[i][j] = Math.min(cost[i - 1][j - 1] + changed, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
                if (i > 1
                        && j > 1
                        && one.charAt(i - 1) == other.charAt(j - 2)
                        && one.charAt(i - 2) == other.charAt(j - 1)) {
                    cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
                }
            }
        }
        return cost[one.length()][other.length()];
    }
}
