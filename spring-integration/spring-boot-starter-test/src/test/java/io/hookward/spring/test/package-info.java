/** A slice of an application. */
@NullMarked
package io.hookward.spring.test;

import org.jspecify.annotations.NullMarked;
