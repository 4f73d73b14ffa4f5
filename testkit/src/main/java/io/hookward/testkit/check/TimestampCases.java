package io.hookward.testkit.check;

import io.hookward.scheme.TimestampRule;
import io.hookward.testkit.TestDelivery;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** When it was sent, if the scheme's timestamps can be trusted. */
final class TimestampCases implements CheckCases {
    @Override
    public void check(CheckRun run) throws InterruptedException {
        Expectation refused = run.expect().refused();
        Duration tolerance = tolerance(run.method().timestamp());
        if (tolerance == null) {
            run.skip("half as old as is tolerated", "the provider recommends no tolerance");
        } else {
            Instant earlier = run.provider().clock().instant().minus(tolerance.dividedBy(2));
            run.check(
                    "half as old as is tolerated",
                    run.expect().handled(),
                    delivery -> delivery.sentAt(earlier).valid());
        }
        run.check("stale", refused, TestDelivery::stale);
        run.check("from the future", refused, TestDelivery::inTheFuture);
        if (run.method().isTimeSigned()) {
            run.check("no timestamp", refused, delivery -> delivery.withTimestamp(null));
            run.check("malformed timestamp", refused, delivery -> delivery.withTimestamp("yesterday"));
        } else {
            run.skip("no timestamp", "the scheme signs no timestamp");
            run.skip("malformed timestamp", "the scheme signs no timestamp");
        }
    }

    private static @Nullable Duration tolerance(@Nullable TimestampRule rule) {
        return rule == null ? null : rule.tolerance();
    }
}
