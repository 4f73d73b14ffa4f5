/**
 * From properties below {@code hookward} to endpoints: what can be set, how it is read, and the failure analyses for what is
 * wrong. {@link io.hookward.spring.properties.EndpointReader} turns a property into an endpoint.
 */
@NullMarked
package io.hookward.spring.properties;

import org.jspecify.annotations.NullMarked;
