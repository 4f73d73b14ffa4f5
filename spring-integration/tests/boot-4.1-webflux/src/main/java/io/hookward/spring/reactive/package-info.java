/** A reactive application as a user would write it. */
@NullMarked
package io.hookward.spring.reactive;

import org.jspecify.annotations.NullMarked;
