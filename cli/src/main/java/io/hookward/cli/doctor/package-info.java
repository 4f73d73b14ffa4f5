/** Finds misconfigurations in a configuration file without starting anything. */
@NullMarked
package io.hookward.cli.doctor;

import org.jspecify.annotations.NullMarked;
