/** What an operator sees. */
@NullMarked
package io.hookward.spring.actuate;

import org.jspecify.annotations.NullMarked;
