/**
 * Claims in Redis, shared by many instances of an application.
 *
 * <p>{@link io.hookward.redis.RedisDeliveryStore} is the store; {@link io.hookward.redis.RedisReport} tells how the servers
 * behind it are set up.
 */
@NullMarked
package io.hookward.redis;

import org.jspecify.annotations.NullMarked;
