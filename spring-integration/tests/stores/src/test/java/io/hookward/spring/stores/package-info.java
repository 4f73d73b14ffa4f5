/** Applications whose claims are in a database or in Redis. */
@NullMarked
package io.hookward.spring.stores;

import org.jspecify.annotations.NullMarked;
