/** Tests of applications that receive webhooks. */
@NullMarked
package io.hookward.spring.test;

import org.jspecify.annotations.NullMarked;
