package io.hookward.spring;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.aot.hint.annotation.Reflective;

/**
 * Marks a method of a bean that handles verified deliveries. No controller is needed, and the application's security is
 * not asked: the signature was.
 *
 * <p>Parameters, in any order:
 *
 * <ul>
 *   <li>{@link WebhookDelivery} (or {@link io.hookward.request.Delivery}): the delivery;
 *   <li>{@link WebhookTenant @WebhookTenant} on a {@code String} or {@code Optional<String>}: the tenant;
 *   <li>{@link io.hookward.request.Headers}: all headers;
 *   <li>{@code @RequestHeader("X-…")} on a {@code String}, {@code Optional<String>} or {@code List<String>}: one header;
 *   <li>{@code byte[]}: the body as received; {@code MultiValueMap<String, String>}: the fields of a form;
 *   <li>anything else: the body, bound to that type by the application's Jackson.
 * </ul>
 *
 * <p>When all listeners that fit have returned, the delivery is answered 200 and counts as done. When one throws, the later
 * ones are not called, the answer is 500, and the provider's retry calls all of them again. A delivery for which no listener
 * fits is answered 200 too, and counted: providers add event types, and send test pings. A method may return a
 * {@code Future}, a {@code CompletionStage} or a reactive type, whose end is waited for, but no longer than the endpoint's
 * lease: then it has failed, and is cancelled. What else it returns is ignored. An {@code @Async} method has to return a
 * {@code CompletableFuture}.
 *
 * <p>An endpoint with a listener is answered by listeners alone: with a controller on its path, which would never be
 * called, the application does not start. Several listeners are called in the order of
 * {@link org.springframework.core.annotation.Order} on the method.
 */
@Documented
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Reflective(WebhookListenerHints.class)
public @interface WebhookListener {
    /** The names of the endpoints to listen to, as in {@code hookward.endpoints}; none for every endpoint. */
    String[] endpoint() default {};

    /** Event types, in which {@code *} stands for any characters: {@code push}, {@code task.*}. Every type by default. */
    String[] event() default {"*"};
}
