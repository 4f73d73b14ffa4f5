/** What verification, claims and the receiver cost, beside the bare HMAC and beside other libraries. */
@NullMarked
package io.hookward.benchmarks;

import org.jspecify.annotations.NullMarked;
