/** An application as a user would write it, run on each line of Spring Boot. */
@NullMarked
package io.hookward.spring.app;

import org.jspecify.annotations.NullMarked;
