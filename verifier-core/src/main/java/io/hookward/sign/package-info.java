/** Signs requests as a provider does: for tests, tools and senders. */
@NullMarked
package io.hookward.sign;

import org.jspecify.annotations.NullMarked;
