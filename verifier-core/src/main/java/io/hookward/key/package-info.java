/** Secrets made into keys, and the checks of a signature under one key. */
@NullMarked
package io.hookward.key;

import org.jspecify.annotations.NullMarked;
