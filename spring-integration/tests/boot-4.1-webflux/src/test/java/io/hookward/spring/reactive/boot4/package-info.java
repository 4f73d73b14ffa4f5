/** Slices, by the annotations of Spring Boot 4. */
@NullMarked
package io.hookward.spring.reactive.boot4;

import org.jspecify.annotations.NullMarked;
