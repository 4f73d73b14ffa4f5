/** Writes the pages that are made from the catalogue, and checks that they are current. */
@NullMarked
package io.hookward.testkit.docs;

import org.jspecify.annotations.NullMarked;
