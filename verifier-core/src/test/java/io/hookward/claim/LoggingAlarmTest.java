package io.hookward.claim;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.hookward.claim.CapacityAlarm.Level;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

@ResourceLock(Resources.SYSTEM_ERR)
class LoggingAlarmTest {

    @Test
    @DisplayName("the warning tells how full the store is, and that new deliveries are refused")
    void refuse() {
        assertThat(logged(WhenFull.REFUSE, Level.FULL))
                .contains("WARN", "is full", "100 of 100", "refused")
                .doesNotContain("forgotten");
        assertThat(logged(WhenFull.REFUSE, Level.NEARLY_FULL)).contains("WARN", "nearly full", "refused");
    }

    @Test
    @DisplayName("the warning tells that deliveries would run again")
    void forgetOldest() {
        assertThat(logged(WhenFull.FORGET_OLDEST, Level.FULL)).contains("WARN", "is full", "would run again");
        assertThat(logged(WhenFull.FORGET_OLDEST, Level.NEARLY_FULL)).contains("nearly full", "would run again");
    }

    private static String logged(WhenFull whenFull, Level level) {
        PrintStream before = System.err;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        try (PrintStream capture = new PrintStream(log, true, UTF_8)) {
            System.setErr(capture);
            new LoggingAlarm(whenFull).raise(level, 100, 100);
        } finally {
            System.setErr(before);
        }
        return log.toString(UTF_8);
    }
}
