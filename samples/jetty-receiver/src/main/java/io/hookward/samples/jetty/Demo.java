package io.hookward.samples.jetty;

import java.util.List;

/** Plays every state of the answer table over real HTTP, with nothing simulated but the senders and the clock. */
final class Demo {
    private static final List<DemoChapter> CHAPTERS =
            List.of(new DemoSignatures(), new DemoRepetitions(), new DemoForms(), new DemoProviders());

    private Demo() {}

    static DemoTable play() throws Exception {
        DemoTable table = new DemoTable();
        try (DemoStage stage = DemoStage.open()) {
            for (DemoChapter chapter : CHAPTERS) {
                chapter.play(stage, table);
            }
        }
        return table;
    }
}
