/** Hookward in a Spring application: annotated listeners, and the delivery as Spring's code sees it. */
@NullMarked
package io.hookward.spring;

import org.jspecify.annotations.NullMarked;
