/** Listeners and deliveries. */
@NullMarked
package io.hookward.spring;

import org.jspecify.annotations.NullMarked;
