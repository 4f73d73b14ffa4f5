package io.hookward.spring;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a parameter that gets the tenant of the delivery, at an endpoint that serves several: of a {@link WebhookListener}
 * method or of a controller.
 *
 * <p>The parameter is a {@code String}, with which a delivery without a tenant is a failure, or an {@code
 * Optional<String>}. The tenant is the one under whose secret the signature is valid, and never a parameter of the request.
 */
@Documented
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface WebhookTenant {}
