@NullMarked
package io.hookward.testkit.curl;

import org.jspecify.annotations.NullMarked;
