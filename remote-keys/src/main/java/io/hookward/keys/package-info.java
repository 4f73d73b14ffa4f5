/** Public keys that a provider publishes, fetched from an address that is configured and never taken from a request. */
@NullMarked
package io.hookward.keys;

import org.jspecify.annotations.NullMarked;
