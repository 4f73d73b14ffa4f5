/**
 * How and from where an endpoint may be reached, judged by the connection and by what trusted proxies say about it.
 * Before any signature, so nothing that a sender writes about itself counts.
 */
@NullMarked
package io.hookward.access;

import org.jspecify.annotations.NullMarked;
