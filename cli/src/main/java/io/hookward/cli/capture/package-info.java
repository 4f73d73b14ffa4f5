/** Reads captured requests: raw HTTP, what curl prints, HAR, and JSON exports. */
@NullMarked
package io.hookward.cli.capture;

import org.jspecify.annotations.NullMarked;
