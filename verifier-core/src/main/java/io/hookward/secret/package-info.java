/** Secrets that cannot print themselves, and where they come from: fixed, rotating, supplied or read from a file. */
@NullMarked
package io.hookward.secret;

import org.jspecify.annotations.NullMarked;
