/** An observation around the handling of each delivery. */
@NullMarked
package io.hookward.spring.observation;

import org.jspecify.annotations.NullMarked;
