/**
 * Claims in the application's own database. {@link io.hookward.jdbc.JdbcDeliveryStore} is the store,
 * {@link io.hookward.jdbc.ClaimsSchema} its table. Plain JDBC; the statements are files in the resources of this package, one
 * folder for each database.
 */
@NullMarked
package io.hookward.jdbc;

import org.jspecify.annotations.NullMarked;
