/** Real HTTP against the application. */
@NullMarked
package io.hookward.spring.app;

import org.jspecify.annotations.NullMarked;
