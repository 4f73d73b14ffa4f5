package io.hookward.key;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The keys that may have signed a request, in the order in which they are tried: the one that matched last comes first, so
 * that after a rotation most deliveries cost one hash. Safe for use by several threads.
 */
public final class Keys {
    private final Key[] keys;
    private final Map<String, Key> byId = new HashMap<>();
    private final boolean[] usable;
    private volatile int last;

    Keys(List<Key> keys, int methods) {
        this.keys = keys.toArray(Key[]::new);
        this.usable = new boolean[methods];
        for (Key key : keys) {
            byId.put(key.secret().id(), key);
            for (int method = 0; method < methods; method++) {
                usable[method] |= key.checkers(method).length > 0;
            }
        }
    }

    /** How many there are. */
    public int size() {
        return keys.length;
    }

    /** The key to be tried at this place. */
    public Key get(int place) {
        int first = last;
        int index = place == 0 ? first : place <= first ? place - 1 : place;
        return keys[index];
    }

    /** The key with the id of its secret, or null. */
    public @Nullable Key named(String id) {
        return byId.get(id);
    }

    /** Remembers which key matched, to try it first from now on. */
    public void matched(Key key) {
        if (keys[last] != key) {
            for (int i = 0; i < keys.length; i++) {
                if (keys[i] == key) {
                    last = i;
                }
            }
        }
    }

    /** Whether one of the secrets is valid at a moment, in milliseconds since 1970. */
    public boolean anyValidAt(long now) {
        for (Key key : keys) {
            if (key.isValidAt(now)) {
                return true;
            }
        }
        return false;
    }

    /** Whether one of the keys fits a signing method. */
    public boolean anyFor(int method) {
        return usable[method];
    }

    /** All keys, in the order of their source. */
    public Stream<Key> stream() {
        return Stream.of(keys);
    }

    /** Why none of the secrets is valid at a moment. */
    public String validity(long now) {
        return stream()
                .filter(key -> !key.isValidAt(now))
                .map(Key::secret)
                .map(secret -> secret.notBefore()
                        .filter(begin -> begin.toEpochMilli() >= now)
                        .map(begin -> "'" + secret.id() + "' begins at " + begin)
                        .orElseGet(() -> "'" + secret.id() + "' ended at "
                                + secret.notAfter().orElseThrow()))
                .collect(Collectors.joining(", "));
    }
}
