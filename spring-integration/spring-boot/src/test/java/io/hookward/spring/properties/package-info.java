/** What properties mean, and what is said when they are wrong. */
@NullMarked
package io.hookward.spring.properties;

import org.jspecify.annotations.NullMarked;
