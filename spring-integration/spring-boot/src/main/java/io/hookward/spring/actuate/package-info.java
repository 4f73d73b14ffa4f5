/** For operators: the actuator's endpoint, health and metrics. */
@NullMarked
package io.hookward.spring.actuate;

import org.jspecify.annotations.NullMarked;
