/**
 * A receiver that runs: Hookward's filter in an embedded Jetty, with an endpoint for every provider of the catalogue.
 *
 * <p>Four files tell the story: {@code Main}, the command line; {@code ProviderEndpoint}, which endpoints there are;
 * {@code JettyReceiver}, which puts the filter in front of the application; and {@code DeliveryServlet}, the application.
 * The others serve them: {@code Options}, {@code SecretVariables}, {@code JettyServer}, {@code StatusServlet}.
 */
@NullMarked
package io.hookward.samples.jetty;

import org.jspecify.annotations.NullMarked;
