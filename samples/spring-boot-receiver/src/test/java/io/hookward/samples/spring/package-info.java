/** Real HTTP against the sample. */
@NullMarked
package io.hookward.samples.spring;

import org.jspecify.annotations.NullMarked;
