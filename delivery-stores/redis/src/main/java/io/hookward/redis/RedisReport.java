package io.hookward.redis;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How the servers behind a {@link RedisDeliveryStore} are set up, as far as they tell.
 *
 * @param evictionPolicy the {@code maxmemory-policy}, those of several servers separated by commas; empty if no server tells
 * @param evictedKeys how many keys were evicted since the servers started, ours and others'; empty if a server does not tell
 * @param clockOffset how far the clock of the first server is ahead of the application's, negative if it is behind; off by
 *     up to half the time of a round trip; empty if it does not tell. Claims are right whatever it is, since the server's
 *     clock alone decides; it matters to whoever compares logs
 * @param warnings what an operator should mend, one sentence each
 */
public record RedisReport(
        Optional<String> evictionPolicy,
        OptionalLong evictedKeys,
        Optional<Duration> clockOffset,
        List<String> warnings) {

    /** Copies the list. */
    public RedisReport {
        warnings = List.copyOf(warnings);
    }
}
