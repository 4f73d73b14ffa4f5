package io.hookward.spring;

import java.lang.reflect.Type;

/**
 * Binds bodies to types: by the application's Jackson 3, else its Jackson 2, else a default Jackson 3. Define a bean to
 * read another format. Called by several threads at once.
 */
@FunctionalInterface
public interface PayloadReader {
    /**
     * An object of the type.
     *
     * @param body the body as received; not to be changed
     * @param type a class or a generic type
     * @throws WebhookPayloadException if the body cannot be bound; the message tells nothing of its content
     */
    Object read(byte[] body, Type type);
}
