/** Auto-configuration. */
@NullMarked
package io.hookward.spring.autoconfigure;

import org.jspecify.annotations.NullMarked;
