/** What came over HTTP, what became of it, and why it was rejected. */
@NullMarked
package io.hookward.request;

import org.jspecify.annotations.NullMarked;
