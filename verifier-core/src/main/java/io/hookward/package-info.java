/** The front door: endpoints, and the receiver that ties paths, access, schemes, secrets, verification and claims together. */
@NullMarked
package io.hookward;

import org.jspecify.annotations.NullMarked;
