package io.hookward.secret;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What all sources of secrets have in common. */
final class Secrets {
    private Secrets() {}

    static List<Secret> checked(List<Secret> secrets) {
        if (secrets.isEmpty()) {
            throw new IllegalArgumentException("there must be at least one secret");
        }
        Set<String> ids = new HashSet<>();
        for (Secret secret : secrets) {
            if (!ids.add(secret.id())) {
                throw new IllegalArgumentException("two secrets have the id '" + secret.id()
                        + "'; give each its own, so that a result can name it");
            }
        }
        return List.copyOf(secrets);
    }

    static SecretSource rotating(Secret newSecret, Secret oldSecret, Duration overlap, Clock clock) {
        if (overlap.isNegative()) {
            throw new IllegalArgumentException("the overlap must not be negative: " + overlap);
        }
        Secret renamed = newSecret.id().equals(oldSecret.id()) ? newSecret.withId("new") : newSecret;
        Secret ending = newSecret.id().equals(oldSecret.id()) ? oldSecret.withId("old") : oldSecret;
        return SecretSource.of(renamed, ending.until(saturated(clock.instant(), overlap)));
    }

    private static Instant saturated(Instant now, Duration overlap) {
        return overlap.compareTo(Duration.between(now, Instant.MAX)) >= 0 ? Instant.MAX : now.plus(overlap);
    }
}
