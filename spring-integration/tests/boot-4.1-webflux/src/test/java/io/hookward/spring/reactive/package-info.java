/** Real HTTP against the reactive application. */
@NullMarked
package io.hookward.spring.reactive;

import org.jspecify.annotations.NullMarked;
