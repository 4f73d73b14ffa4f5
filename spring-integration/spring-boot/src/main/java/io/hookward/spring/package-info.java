/** What an application uses: annotated listeners and the delivery, whatever the transport. */
@NullMarked
package io.hookward.spring;

import org.jspecify.annotations.NullMarked;
