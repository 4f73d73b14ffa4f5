/** Auto-configuration of Hookward in Spring Boot: properties, what is made of them, and what is said when they are wrong. */
@NullMarked
package io.hookward.spring.autoconfigure;

import org.jspecify.annotations.NullMarked;
