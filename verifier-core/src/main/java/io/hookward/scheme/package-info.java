/**
 * How providers sign, as data: {@link io.hookward.scheme.SignatureScheme} and its parts, and
 * {@link io.hookward.scheme.Providers}, which reads the catalogue. Nothing here verifies or signs.
 */
@NullMarked
package io.hookward.scheme;

import org.jspecify.annotations.NullMarked;
