/** From a request to a verified delivery, or to a rejection with its reason; and the same way back, for signing. */
@NullMarked
package io.hookward.verify;

import org.jspecify.annotations.NullMarked;
