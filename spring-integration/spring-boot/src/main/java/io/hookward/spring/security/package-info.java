/** Lets verified deliveries pass Spring Security, if the application configures it. */
@NullMarked
package io.hookward.spring.security;

import org.jspecify.annotations.NullMarked;
