package io.hookward.spring.webflux;

import java.time.Duration;

/**
 * What a reactive application receives at the same time.
 *
 * @param unverifiedBodies how many unverified bodies of the largest size that an endpoint accepts fit in memory at the same
 *     time; at least 1
 * @param bodyDeadline how long it may take to receive a whole body; positive
 * @param concurrentDeliveries how many deliveries of one endpoint its listeners handle at the same time; at least 1
 */
public record ReceivingLimits(int unverifiedBodies, Duration bodyDeadline, int concurrentDeliveries) {}
