/** Receives deliveries on this machine, keeps a bounded history, and forwards them byte for byte. */
@NullMarked
package io.hookward.cli.listen;

import org.jspecify.annotations.NullMarked;
