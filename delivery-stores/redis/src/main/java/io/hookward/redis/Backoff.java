package io.hookward.redis;

import io.lettuce.core.resource.Delay;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Pauses between attempts to connect: they double up to a limit, and part of each is random, so that instances spread. */
final class Backoff extends Delay {

    static final Duration LONGEST = Duration.ofSeconds(2);

    private static final Duration FIRST = Duration.ofMillis(20);

    @Override
    public Duration createDelay(long attempt) {
        long doubled = FIRST.toNanos() << Math.max(0, Math.min(attempt - 1, 10));
        long longest = Math.min(LONGEST.toNanos(), doubled);
        return Duration.ofNanos(longest / 2 + ThreadLocalRandom.current().nextLong(longest / 2 + 1));
    }
}
