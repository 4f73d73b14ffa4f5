/** Tests of the command line, run as users run it: arguments in, text and exit code out. */
package io.hookward.cli;
