/** The signed content of a request, and the values that a scheme reads from it. */
@NullMarked
package io.hookward.content;

import org.jspecify.annotations.NullMarked;
