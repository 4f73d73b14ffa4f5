package io.hookward.samples.jetty;

/** Some states of the answer table, played and noted. */
@FunctionalInterface
interface DemoChapter {
    void play(DemoStage stage, DemoTable table) throws Exception;
}
