/** Deliveries in reactive applications: taken in by a web filter, brought to listeners, and given to controllers. */
@NullMarked
package io.hookward.spring.webflux;

import org.jspecify.annotations.NullMarked;
