package io.hookward.spring.autoconfigure;

import io.hookward.spring.WebhookConfigurationException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Hands settings on, and turns a refusal into a complaint about the property.
 *
 * @param prefix the property above all of them
 */
record Setting(String prefix) {
    String property(String name) {
        return name.isEmpty() ? prefix : prefix + "." + name;
    }

    /** Hands a value on, unless it is not set. */
    <T> void set(String name, @Nullable T value, Consumer<T> setter, String fix) {
        if (value != null) {
            get(
                    name,
                    () -> {
                        setter.accept(value);
                        return value;
                    },
                    fix);
        }
    }

    <T> T get(String name, Supplier<T> maker, String fix) {
        try {
            return maker.get();
        } catch (IllegalArgumentException | ArithmeticException wrong) {
            throw new WebhookConfigurationException(property(name), String.valueOf(wrong.getMessage()), fix);
        }
    }
}
