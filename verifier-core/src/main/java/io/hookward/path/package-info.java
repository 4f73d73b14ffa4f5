/** Which request belongs to which endpoint, and which only looks as if it did. */
@NullMarked
package io.hookward.path;

import org.jspecify.annotations.NullMarked;
