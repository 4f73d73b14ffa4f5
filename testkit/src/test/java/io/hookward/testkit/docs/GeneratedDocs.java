package io.hookward.testkit.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Files that tests make: each test compares them, and writes them when it is asked to. */
public final class GeneratedDocs {
    /** The folder of the documentation, from the folder of a module. */
    public static final Path DOCS = Path.of("..", "docs");

    private static final String COMMAND =
            "mvn -B -q -pl testkit -am test -Dgroups=generated -Dhookward.docs=write -Dsurefire.failIfNoSpecifiedTests=false";

    private GeneratedDocs() {}

    /** Whether files are to be written and not compared: {@code -Dhookward.docs=write}. */
    static boolean isWriting() {
        return "write".equals(System.getProperty("hookward.docs"));
    }

    /** Fails unless the file holds exactly this text; or writes it. */
    public static void check(Path file, String text) {
        try {
            if (isWriting()) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, text);
                return;
            }
            byte[] present = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
            assertThat(Arrays.equals(present, text.getBytes(StandardCharsets.UTF_8)))
                    .as(stale(file))
                    .isTrue();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Fails unless the file holds this text between the two comments that name the section; or writes it there. */
    public static void checkSection(Path file, String section, String text) {
        String begin = "<!-- " + section + ": generated -->\n";
        String end = "<!-- end of " + section + " -->";
        try {
            String present = Files.readString(file);
            int from = present.indexOf(begin);
            int to = present.indexOf(end);
            assertThat(to).as("%s has no place for '%s'", file, section).isGreaterThan(from);
            check(file, present.substring(0, from) + begin + text + present.substring(to));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static String stale(Path file) {
        return file.normalize() + " is not what the data gives; to write it anew, run: " + COMMAND;
    }
}
