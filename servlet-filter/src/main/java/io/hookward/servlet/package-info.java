/**
 * The servlet transport: a filter that lets a handler see a request only once it is a verified delivery, and that
 * answers every other request itself.
 *
 * <p>Calls Jakarta Servlet 6.0 methods only, so that it runs on 6.0 and 6.1 containers.
 */
@NullMarked
package io.hookward.servlet;

import org.jspecify.annotations.NullMarked;
