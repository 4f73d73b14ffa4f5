/** Verified deliveries and Spring Security, where the application asks for it. */
@NullMarked
package io.hookward.spring.security;

import org.jspecify.annotations.NullMarked;
