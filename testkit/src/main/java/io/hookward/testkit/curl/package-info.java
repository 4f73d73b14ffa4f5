/**
 * Shell commands that send a signed delivery with {@code openssl} and {@code curl}, for a README or a terminal.
 *
 * <p>{@link io.hookward.testkit.curl.CurlCommand} is all there is for users.
 */
@NullMarked
package io.hookward.testkit.curl;

import org.jspecify.annotations.NullMarked;
