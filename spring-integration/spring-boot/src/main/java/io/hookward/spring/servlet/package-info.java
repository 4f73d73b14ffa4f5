/** Deliveries in servlet applications: brought to listeners, and given to controllers. */
@NullMarked
package io.hookward.spring.servlet;

import org.jspecify.annotations.NullMarked;
