package io.hookward.redis;

import io.hookward.claim.ClaimEntry;
import io.hookward.claim.ClaimKey;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/**
 * What keys are called in Redis: <code>prefix{endpoint:tenant}:d:id</code>, which is the {@linkplain ClaimKey#text() text}
 * of the key with braces around what all keys of one delivery share. A cluster puts keys with the same text in braces into
 * one slot, and runs scripts over keys of one slot only.
 *
 * <p>The slot of a key has to follow from the key alone: the same signature may come with another id, and has to be found.
 * So nothing finer than endpoint and tenant can be in braces, except where a delivery never has more than one key: there
 * the name is <code>prefix{endpoint:tenant:d:id}</code>.
 */
final class KeySpace {
    private final String prefix;
    private final Set<String> spread;

    /**
     * @param prefix without braces
     * @param spread endpoints whose deliveries have one key each
     */
    KeySpace(String prefix, Set<String> spread) {
        this.prefix = prefix;
        this.spread = Set.copyOf(spread);
    }

    /**
     * The keys of one delivery.
     *
     * @throws IllegalArgumentException if they are several, of an endpoint whose keys are spread
     */
    byte[][] names(List<ClaimEntry> entries) {
        byte[][] names = new byte[entries.size()][];
        for (int i = 0; i < names.length; i++) {
            ClaimKey key = entries.get(i).key();
            if (names.length > 1 && spread.contains(key.endpoint())) {
                throw new IllegalArgumentException("the keys of endpoint '" + key.endpoint()
                        + "' are spread over slots, but a delivery has " + names.length
                        + " of them, which have to be claimed in one step: do not spread this endpoint");
            }
            names[i] = bytes(key);
        }
        return names;
    }

    byte[] bytes(ClaimKey key) {
        return name(key).getBytes(StandardCharsets.US_ASCII);
    }

    String name(ClaimKey key) {
        String text = key.text();
        // Neither the endpoint nor the tenant contains a colon: it is escaped
        int end = spread.contains(key.endpoint()) ? text.length() : text.indexOf(':', text.indexOf(':') + 1);
        return prefix + '{' + escaped(text.substring(0, end)) + '}' + text.substring(end);
    }

    /** A brace within the braces would end them early, or leave nothing between them; written as the text writes others. */
    private static String escaped(String text) {
        return text.replace("{", "%007B").replace("}", "%007D");
    }
}
