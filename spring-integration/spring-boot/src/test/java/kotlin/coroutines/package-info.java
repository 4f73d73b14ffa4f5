/** In place of Kotlin's standard library. */
@NullMarked
package kotlin.coroutines;

import org.jspecify.annotations.NullMarked;
