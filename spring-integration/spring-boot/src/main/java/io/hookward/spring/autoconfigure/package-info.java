/** The auto-configurations: which beans there are, and when. What properties mean, the package {@code properties} knows. */
@NullMarked
package io.hookward.spring.autoconfigure;

import org.jspecify.annotations.NullMarked;
