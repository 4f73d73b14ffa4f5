package io.hookward.spring.properties;

import io.hookward.spring.WebhookConfigurationException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Passes the values of properties to builders. When a builder refuses a value, the failure names the property.
 *
 * @param prefix the property above all of them, such as {@code hookward.filter}
 */
public record PropertySection(String prefix) {
    /** The full name of a property; the prefix itself for an empty name. */
    public String property(String name) {
        return name.isEmpty() ? prefix : prefix + "." + name;
    }

    /**
     * Passes a value to a setter, unless it is null.
     *
     * @param name the property below the prefix
     * @param fix what to do if the setter refuses the value
     * @throws WebhookConfigurationException if the setter throws {@link IllegalArgumentException}
     */
    public <T> void set(String name, @Nullable T value, Consumer<T> setter, String fix) {
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

    /**
     * Gets what is made from a property.
     *
     * @param name the property below the prefix
     * @param fix what to do if it cannot be made
     * @throws WebhookConfigurationException if {@code maker} throws {@link IllegalArgumentException} or {@link
     *     ArithmeticException}
     */
    public <T> T get(String name, Supplier<T> maker, String fix) {
        try {
            return maker.get();
        } catch (IllegalArgumentException | ArithmeticException wrong) {
            throw new WebhookConfigurationException(property(name), String.valueOf(wrong.getMessage()), fix);
        }
    }
}
