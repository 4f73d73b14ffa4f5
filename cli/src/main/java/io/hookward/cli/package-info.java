/** The command line: signs, sends, receives and verifies webhooks, and proves why one was refused. */
@NullMarked
package io.hookward.cli;

import org.jspecify.annotations.NullMarked;
