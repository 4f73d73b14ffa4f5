package io.hookward.redis;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** What one server says about itself, in answer to {@code INFO} or {@code CONFIG GET}. */
record ServerSettings(Map<String, String> values) {

    static ServerSettings ofInfo(byte[] text) {
        Map<String, String> values = new HashMap<>();
        new String(text, StandardCharsets.UTF_8).lines().forEach(line -> {
            int colon = line.indexOf(':');
            if (colon > 0) {
                values.put(line.substring(0, colon), line.substring(colon + 1));
            }
        });
        return new ServerSettings(values);
    }

    /** Names and values in turn. */
    static ServerSettings ofConfig(List<Object> answer) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i + 1 < answer.size(); i += 2) {
            if (answer.get(i) instanceof byte[] name && answer.get(i + 1) instanceof byte[] value) {
                values.put(
                        new String(name, StandardCharsets.UTF_8).replace('-', '_'),
                        new String(value, StandardCharsets.UTF_8));
            }
        }
        return new ServerSettings(values);
    }

    Optional<String> evictionPolicy() {
        return Optional.ofNullable(values.get("maxmemory_policy"));
    }

    /** False only if it is known that there is no limit at which keys would be evicted. */
    boolean mayEvict() {
        return !"0".equals(values.get("maxmemory")) && !"noeviction".equals(values.get("maxmemory_policy"));
    }

    OptionalLong evictedKeys() {
        String number = values.get("evicted_keys");
        try {
            return number == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(number));
        } catch (NumberFormatException other) {
            return OptionalLong.empty();
        }
    }
}
