@NullMarked
package io.hookward.testkit.check;

import org.jspecify.annotations.NullMarked;
