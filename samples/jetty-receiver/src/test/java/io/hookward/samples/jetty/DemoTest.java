package io.hookward.samples.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The demonstration. */
class DemoTest {

    @Test
    @DisplayName("every state of the answer table is answered as expected")
    void asExpected() throws Exception {
        assertThat(Demo.play().rows())
                .hasSizeGreaterThan(50)
                .allSatisfy(row -> assertThat(row.seen()).as(row.situation()).isEqualTo(row.expected()));
    }

    @Test
    @DisplayName("a difference is counted, and marked where it is printed")
    void difference() {
        DemoTable table = new DemoTable();
        table.add("valid", "200", "200");
        table.add("forged", "401", "200");
        Text text = new Text();

        table.print(text.stream());

        assertThat(table.differences()).isEqualTo(1);
        assertThat(text.lines())
                .containsExactly(
                        "   situation  expected  seen",
                        "   valid      200       200",
                        "!! forged     401       200",
                        "",
                        "1 of 2 not as expected");
    }
}
