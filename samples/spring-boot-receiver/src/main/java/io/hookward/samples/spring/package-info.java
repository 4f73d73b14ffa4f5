/** Webhooks in a Spring Boot application: listeners, a controller, and Spring Security switched on. */
@NullMarked
package io.hookward.samples.spring;

import org.jspecify.annotations.NullMarked;
