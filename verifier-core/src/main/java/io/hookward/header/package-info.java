/** How signatures and timestamps are written in a request: read for the verifier, written for the signer. */
@NullMarked
package io.hookward.header;

import org.jspecify.annotations.NullMarked;
