package io.hookward.secret;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What all sources of secrets have in common. */
final class Secrets {
    private Secrets() {}

    /**
     * A copy in which every secret has an id of its own: of several secrets, one that was given no id is named by its
     * place, {@code 1}, {@code 2}, …
     *
     * @throws IllegalArgumentException if there is no secret, or two have the same id
     */
    static List<Secret> distinct(List<Secret> secrets) {
        if (secrets.isEmpty()) {
            throw new IllegalArgumentException("there must be at least one secret");
        }
        List<Secret> named = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (Secret given : secrets) {
            String place = String.valueOf(named.size() + 1);
            Secret secret = secrets.size() == 1 ? given : given.orNamed(place);
            if (!ids.add(secret.id())) {
                throw new IllegalArgumentException("two secrets have the id '" + secret.id()
                        + "'; give each its own, so that a result can name it. A secret without an id is named by its"
                        + " place in the list");
            }
            named.add(secret);
        }
        return List.copyOf(named);
    }
}
