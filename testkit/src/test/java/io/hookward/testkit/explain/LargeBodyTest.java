package io.hookward.testkit.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Bodies of a megabyte. */
class LargeBodyTest {
    /** Twice what is promised on the machine that the promise was made for: others build there too. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    @Test
    @DisplayName("a megabyte that nothing explains is given up in time, with progress on the way")
    void hopeless() {
        AtomicLong progress = new AtomicLong();
        Broken broken = Broken.of("standard-webhooks")
                .body(json())
                .secret("whsec_" + "bm9ib2R5IGdhdmUgdGhpcyB0byB0aGUgZm9yZ2Vy", Broken.WHSEC)
                .with(one -> one.progress(progress::set).patience(Duration.ofSeconds(4)));
        Instant start = Instant.now();

        Diagnosis diagnosis = broken.explain();

        Duration taken = Duration.between(start, Instant.now());
        assertThat(diagnosis.findings()).isEmpty();
        assertThat(taken).isLessThan(PATIENCE);
        assertThat(progress.get()).isPositive().isEqualTo(diagnosis.tried());
    }

    @Test
    @DisplayName("a megabyte with a line break too many is explained")
    void newline() {
        String json = json();

        assertThat(Broken.of("github").body(json).received(json + "\n").found()).containsExactly("body.newline-added");
    }

    private static String json() {
        StringBuilder json = new StringBuilder("{\"items\":[0");
        for (int i = 0; json.length() < 1024 * 1024; i++) {
            json.append(",{\"id\":\"item_")
                    .append(i)
                    .append("\",\"name\":\"Zo\u00eb / & <b>\",\"n\":")
                    .append(i)
                    .append('}');
        }
        return new String(json.append("]}").toString().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
