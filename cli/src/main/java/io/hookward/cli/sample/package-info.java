/** Sample events of the best-known providers, written for this project. */
@NullMarked
package io.hookward.cli.sample;

import org.jspecify.annotations.NullMarked;
