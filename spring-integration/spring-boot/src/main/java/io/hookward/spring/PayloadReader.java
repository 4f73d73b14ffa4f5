package io.hookward.spring;

import java.lang.reflect.Type;

/**
 * Binds bodies to types. The default uses the application's Jackson 3, else its Jackson 2, else a default Jackson 3. Define a
 * bean to read another format. Implementations are safe for use by several threads.
 */
@FunctionalInterface
public interface PayloadReader {
    /**
     * An object of the type.
     *
     * @param body the {@linkplain WebhookDelivery#payload() payload}: usually the body as received; must not be changed
     * @param type a class or a generic type
     * @throws WebhookPayloadException if the body cannot be bound; the message contains nothing of it
     */
    Object read(byte[] body, Type type);
}
