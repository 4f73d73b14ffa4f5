package io.hookward.spring;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.aot.hint.annotation.Reflective;

/**
 * Marks a method of a bean that handles verified deliveries. It needs no controller, and bypasses the application's
 * security: the signature has been verified.
 *
 * <p>Parameters, in any order:
 *
 * <ul>
 *   <li>{@link WebhookDelivery} (or {@link io.hookward.request.Delivery}): the delivery;
 *   <li>{@link WebhookTenant @WebhookTenant} on a {@code String} or {@code Optional<String>}: the tenant;
 *   <li>{@link io.hookward.request.Headers}: all headers;
 *   <li>{@code @RequestHeader("X-…")} on a {@code String}, {@code Optional<String>} or {@code List<String>}: one header;
 *   <li>{@code byte[]}: the body as received; {@code MultiValueMap<String, String>}: the fields of a form, URL-encoded or
 *       multipart;
 *   <li>anything else: the {@linkplain WebhookDelivery#payload() payload}, bound to that type by the application's Jackson.
 * </ul>
 *
 * <p>When all matching listeners have returned, the delivery is answered 200 and is done. When one throws, the later ones are
 * not called, the answer is 500, and the provider's retry calls all of them again. A delivery that matches no listener is
 * answered 200 too, and counted: providers add event types and send test pings.
 *
 * <p>A method may return a {@code Future}, a {@code CompletionStage} or a reactive type, which is awaited for at most the
 * endpoint's lease; after that it is cancelled and has failed. Any other result is ignored. An {@code @Async} method must
 * return a {@code CompletableFuture}. A Kotlin {@code suspend} function cannot be a listener.
 *
 * <p>Only listeners answer an endpoint that has one: with a controller on its path, which would never be called, the
 * application does not start. Several listeners are called in the order of {@link
 * org.springframework.core.annotation.Order} on the method.
 */
@Documented
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Reflective(WebhookListenerHints.class)
public @interface WebhookListener {
    /** The names of the endpoints to listen to, as in {@code hookward.endpoints}. Empty for all endpoints. */
    String[] endpoint() default {};

    /** Event types, in which {@code *} stands for any characters: {@code push}, {@code task.*}. Every type by default. */
    String[] event() default {"*"};
}
