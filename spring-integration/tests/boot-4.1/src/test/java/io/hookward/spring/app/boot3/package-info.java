/** Slices, by the annotations of Spring Boot 3. */
@NullMarked
package io.hookward.spring.app.boot3;

import org.jspecify.annotations.NullMarked;
