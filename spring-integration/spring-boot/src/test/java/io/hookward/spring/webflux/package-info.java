/** The door of reactive applications. */
@NullMarked
package io.hookward.spring.webflux;

import org.jspecify.annotations.NullMarked;
